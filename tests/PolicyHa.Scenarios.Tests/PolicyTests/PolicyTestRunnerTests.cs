using System.Text.Json;
using System.Text.RegularExpressions;
using PolicyHa.Rules;
using PolicyHa.Rules.Compilation;
using PolicyHa.Rules.Documents;
using PolicyHa.Rules.Problems;
using PolicyHa.Simulation.PolicyTests;

namespace PolicyHa.Scenarios.Tests.PolicyTests;

/// <summary>Tests in rule files are played as they are written, on the production core.</summary>
public class PolicyTestRunnerTests
{
    const string Law = """
        language: 1
        policy: test
        revision: "1"
        params:
          settle: {type: duration, default: 10s}
        classes:
        - {class: none, when: "!instance.ha_enabled"}
        - {class: pet, otherwise: true}
        tables:
        - name: hosts
          for: host
          when: host.signals_age >= params.settle
          inputs: {admin: host.admin_network, zone: host.zone}
          outputs: {pet: actions}
          rows: |
            | id      | admin        | zone                   || pet                               |
            | healthy | !down        | *                      || none                              |
            | lab     | down         | =host.zone == 'lab'    || notify                            |
            | dead    | down         | =host.zone != 'lab'    || notify, after 5m: fence, evacuate |
          otherwise: {pet: none, because: "not known"}

        """;

    [Fact]
    public void Time_passes_as_in_production_from_the_moment_the_service_starts() => AllPass("""
        - name: a fault that is young when the service starts
          given: {hosts: {c1: {signals: "down up up up", for: 4m}}, instances: {c1: [pet p1]}}
          expect:
          - {host: c1, action: fence, row: hosts/dead, between: [60s, 60s]}
          - {host: c1, action: force-down, between: [67s, 67s]}
          - {instance: p1, action: evacuate, between: [67s, 67s]}
        - name: a fault that is old already
          given: {hosts: {c1: {signals: {admin: down}}}, instances: {c1: [pet p1]}}
          expect: [{host: c1, action: fence, between: [0s, 0s]}]
        - name: a report settles for ten seconds
          given: {hosts: {c1: {}}, instances: {c1: [pet p1]}}
          steps: [{at: 7s, report: c1 admin down}]
          expect: [{act: fence, host: c1, between: [307s, 307s]}]
        - name: or for as long as the test says
          params: {settle: 0s}
          given: {hosts: {c1: {}}, instances: {c1: [pet p1]}}
          steps: [{at: 7s, report: c1 admin down}]
          until: 7s
          expect: [{notify: operators, host: c1, row: dead}]
        """);

    [Fact]
    public void What_is_given_of_a_host_counts() => AllPass("""
        - name: its zone
          given: {hosts: {c1: {signals: "down up up up", zone: lab}}, instances: {c1: [pet p1]}}
          expect: [{notify: operators, host: c1, row: lab}, {never: fence, host: c1}]
        - name: that it cannot be fenced
          given: {hosts: {c1: {signals: "down up up up", fenceable: false}}, instances: {c1: [pet p1]}}
          expect: [{hold: fence, host: c1, because: unfenceable}]
        - name: that it is in maintenance, until it is not
          given: {hosts: {c1: {signals: "down up up up", maintenance: true}}, instances: {c1: [pet p1]}}
          steps: [{at: 60s, maintenance: c1 off}]
          expect: [{hold: fence, host: c1, because: host-in-maintenance}, {host: c1, action: fence, between: [60s, 60s]}]
        - name: its instances, with all their properties
          given:
            hosts: {c1: {signals: "down up up up"}}
            instances: {c1: [{name: p1, metadata: {HA_Enabled: "yes"}}, {name: p2, class: pet, state: stopped}, none x1]}
          expect:
          - {instance: p1, action: evacuate}
          - {end: p2, state: stopped}
          - {never: evacuate, instance: x1}
        - name: how its segment is made up, and how the world behaves
          given:
            segments: {s1: {hosts: [c1, c2]}}
            hosts: {c1: {signals: "down up up up"}}
            instances: {c1: [pet p1]}
            world: {fence-time: 1m, capacity: {c2: 0}}
          expect: [{host: c1, action: force-down, between: [62s, 62s]}, {end: p1, host: c1}]
        """);

    [Fact]
    public void Each_host_that_is_named_has_company_enough_to_be_no_storm() => AllPass("""
        - name: two of ten
          given: {hosts: {c1: {signals: "down up up up"}, c2: {segment: s1, signals: "down up up up"}}, instances: {c1: [pet p1], c2: [pet p2]}}
          expect: [{count: fence, is: 2}, {instance: p1, action: evacuate, to: [s1-spare1, s1-spare2]}]
        - name: two of two are doubted
          given:
            segments: {s1: {hosts: [c1, c2, c3]}}
            hosts: {c1: {signals: "down up up up"}, c2: {signals: "down up up up"}, c3: {signals: "down up up up"}}
            instances: {c1: [pet p1], c2: [pet p2]}
          expect: [{hold: fence, host: c1, because: observer-doubt}, {count: fence, is: 0}]
        """);

    [Fact]
    public void A_report_that_is_expected_to_be_ignored_is() => AllPass("""
        - name: for its own reason each
          given: {hosts: {c1: {signals: "up up up up"}}}
          steps:
          - {at: 0s, report: c1 storage down}
          - {at: 5s, report: c1 storage down, expect-ignored: duplicate}
          - {at: 6s, report: c1 storage up, late: 4s, expect-ignored: out-of-order}
          - {at: 7s, report: c1 storage up, late: 5m, expect-ignored: too-old}
          - {at: 8s, report: c9 storage up, expect-ignored: unknown-host}
          - {at: 9s, report: malformed, expect-ignored: malformed}
        """);

    [Fact]
    public void A_crash_of_the_service_loses_nothing() => AllPass("""
        - name: events wait while it is down
          given: {hosts: {c1: {}}, instances: {c1: [pet p1]}}
          steps: [{at: 1s, crash: controller, for: 1m}, {at: 10s, report: c1 admin down}]
          until: 8m
          expect: [{host: c1, action: fence, between: [361s, 361s]}, {count: fence, is: 1}]
        """);

    [Fact]
    public void Files_of_a_directory_are_one_policy_and_one_set_of_tests()
    {
        var report = Run(Law, "language: 1\n" + """
            tests:
            - name: in a file of its own
              given: {hosts: {c1: {signals: "down up up up"}}, instances: {c1: [pet p1]}}
              expect: [{host: c1, action: fence}]
            """);

        Assert.True(report.Ok);
        Assert.Equal("1.yaml:3:9", Assert.Single(report.Tests).At.ToString());
    }

    [Fact]
    public void Only_tests_whose_names_match_are_played_and_then_nothing_is_said_of_coverage()
    {
        var load = Load(ShippedPolicies.Default.Text);

        var report = PolicyTestRunner.Run(load, new Regex("four of ten"));

        Assert.Equal(["four of ten hosts at once are a storm"], report.Tests.Select(t => t.Name));
        Assert.Empty(report.Problems);
        Assert.True(report.LeftOut > 0);
        Assert.Contains("no test has such a name", PolicyTestText.Print(PolicyTestRunner.Run(load, new Regex("zebra")), false), StringComparison.Ordinal);
    }

    [Fact]
    public void A_policy_without_tests_is_ok_and_says_so()
    {
        var report = Run(Law);

        Assert.True(report.Ok);
        Assert.Empty(report.Problems);
        Assert.Equal("no tests\n", PolicyTestText.Print(report, false));
    }

    [Fact]
    public void A_policy_with_errors_cannot_be_tested()
    {
        var load = PolicyCompiler.Compile([new SourceText("rules.yaml", "language: 1\n")], new Dictionary<string, string>());

        Assert.Throws<ArgumentException>(() => PolicyTestRunner.Run(load));
        Assert.False(PolicyTestReport.OfMistakes(load).Ok);
    }

    [Fact]
    public void Params_given_from_outside_do_not_change_what_a_file_means()
    {
        var load = PolicyCompiler.Compile([ShippedPolicies.Default], new Dictionary<string, string> { ["max_fencing"] = "0" });

        Assert.True(PolicyTestRunner.Run(load, new Regex("dead host")).Ok);
    }

    [Fact]
    public void The_json_is_one_document_with_the_same_in_it()
    {
        using var json = JsonDocument.Parse(PolicyTestJson.Print([Run(Law, "language: 1\n" + """
            tests:
            - name: it is fenced
              given: {hosts: {c1: {}}}
              expect: [{host: c1, action: fence}]
            """)]));
        var policy = json.RootElement.GetProperty("policies")[0];
        var failure = policy.GetProperty("tests")[0].GetProperty("failures")[0];

        Assert.Equal((false, 0, 1), (json.RootElement.GetProperty("ok").GetBoolean(), Number("passed"), Number("failed")));
        Assert.Equal(("1.yaml:5:12", "host c1 action fence", "nothing"), (Text("at"), Text("expected"), Text("was")));
        Assert.Equal("0.yaml:17:7", policy.GetProperty("coverage").GetProperty("rows")[0].GetProperty("at").GetString());

        int Number(string name) => json.RootElement.GetProperty(name).GetInt32();
        string? Text(string name) => failure.GetProperty(name).GetString();
    }

    static void AllPass(string tests)
    {
        var report = Run(Law + "tests:\n" + tests + "\n");
        Assert.NotEmpty(report.Tests);
        Assert.True(report.Ok, PolicyTestText.Print(report, false));
    }

    static PolicyTestReport Run(params string[] files) => PolicyTestRunner.Run(Load(files));

    static PolicyLoad Load(params string[] files)
    {
        var load = PolicyCompiler.Compile([.. files.Select((text, i) => new SourceText($"{i}.yaml", text))], new Dictionary<string, string>());
        Assert.True(load.IsValid, ProblemText.Print(load.Problems, load.Sources));
        return load;
    }
}
