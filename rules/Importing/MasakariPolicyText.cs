using PolicyHa.Rules.Formatting;

namespace PolicyHa.Rules.Importing;

/// <summary>
/// Writes a matrix as a rule file. <c>recovery</c> becomes fence and evacuate for every class; whatever else was
/// done, or not done, becomes a notice: people hear of it.
/// </summary>
static class MasakariPolicyText
{
    const string Recovery = "fence, evacuate";
    const string Notice = "notify";

    public static string Of(MasakariMatrix matrix, string name)
    {
        var text = $$"""
            # Made from a matrix of masakari-monitors (driver consul). Read it through, then: policyha check, policyha simulate.
            #
            # What is other than it was:
            # - recovery is `fence, evacuate`: nothing is evacuated before its host is proven to be off. Masakari did not fence.
            # - a state without recovery is told to people; Masakari did nothing.
            # - a network that limps (degraded) counts as up; one that nobody can see (unknown) is no state of the matrix.
            # - the matrix speaks of hosts only; faults of single instances have a table in the policy that is shipped.

            language: 1
            policy: {{name}}
            revision: "1"

            params:
              # How long the networks of a host must have stood still; Masakari: monitoring_samples times monitoring_interval.
              settle:      {type: duration, default: 10s, min: 0s, max: 1h}
              # How many observers must agree; all of them where fewer watch a host.
              observers:   {type: int, default: 2, min: 1, max: 100}
              # How many hosts of one segment may be under recovery by fencing at the same time.
              max_fencing: {type: int, default: 2, min: 0, max: 50}
              # Percent of a segment that may be down, fenced or in recovery together; above it nothing new is fenced.
              storm_share: {type: int, default: 30, min: 1, max: 100}

            # Masakari recovers every instance unless evacuate_all_instances is False. For the same as False, put this line first:
            # - {class: none, when: "!instance.ha_enabled"}
            classes:
            - {class: pet, when: "has(instance.metadata.HA_Class) && instance.metadata.HA_Class != 'cattle'"}
            - {class: cattle, otherwise: true}

            mixed-hosts: drain-then-fence

            tables:
            # The matrix, sequence [{{string.Join(", ", matrix.Layers.Select(l => l.Name))}}]:
            {{string.Concat(matrix.Rows.Select(r => $"#   {r}\n"))}}- name: host-context
              for: host
              when: host.signals_age >= params.settle
              hit: unique
              inputs:
            {{string.Concat(matrix.Layers.Select(l => $"    {l.Column}: {l.Field}\n"))}}  outputs: {cattle: actions, pet: actions}
              rows: |
            {{Rows(matrix)}}  otherwise: {cattle: {{Notice}}, pet: {{Notice}}, because: "the matrix has no row for this state: hold and tell"}
              on-error: hold

            limits:
            - {name: fencing-per-segment, max: params.max_fencing}
            - {name: storm, max-share: params.storm_share}

            """;
        return RuleFormatter.Format(name, text).Text;
    }

    static string Rows(MasakariMatrix matrix)
    {
        var columns = string.Join(" | ", matrix.Layers.Select(l => l.Column));
        var healthy = new MasakariRow([.. matrix.Layers.Select(_ => true)], []);
        var rows = matrix.Rows.Where(r => !r.IsHealthy).Prepend(healthy).Select(r => Row(matrix, r));
        var rule = string.Join('|', matrix.Layers.Select(_ => "---"));
        return $"    | id | {columns} || cattle | pet |\n    |---|{rule}||---|---|\n{string.Concat(rows)}";
    }

    static string Row(MasakariMatrix matrix, MasakariRow row)
    {
        var states = string.Join(" | ", row.Health.Select(isUp => isUp ? "up|degraded" : "down"));
        var action = row.IsHealthy ? "none" : row.IsRecovery ? Recovery : Notice;
        return $"    | {IdOf(matrix, row)} | {states} || {action} | {action} |\n";
    }

    /// <summary>The layers that are down: <c>tenant-storage-down</c>.</summary>
    static string IdOf(MasakariMatrix matrix, MasakariRow row) => row.IsHealthy
        ? "healthy"
        : string.Join('-', matrix.Layers.Where((_, i) => !row.Health[i]).Select(l => l.Column)) + "-down";
}
