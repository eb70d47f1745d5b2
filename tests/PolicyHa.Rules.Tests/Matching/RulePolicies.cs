using PolicyHa.Engine.Policies;

namespace PolicyHa.Rules.Tests.Matching;

/// <summary>Policies of one small table and some rules.</summary>
static class RulePolicies
{
    public static RecoveryPolicy Compile(string rules, string more = "") => Policies.Compile(Text(rules, more));

    public static string Text(string rules, string more = "") => $$"""
        language: 1
        policy: test
        revision: "1"
        {{more}}
        classes:
        - {class: pet, otherwise: true}
        tables:
        - name: t
          for: host
          inputs: {admin: host.admin_network}
          outputs: {pet: actions}
          rows: |
            | id   | admin       || pet             |
            | ok   | up|degraded || none            |
            | dead | down        || fence, evacuate |
          otherwise: {pet: none, because: "nobody knows"}
        {{(rules.Length > 0 ? "rules:" : "")}}
        {{rules}}
        """;
}
