using PolicyHa.Rules.Documents;
using PolicyHa.Rules.Problems;

namespace PolicyHa.Rules.Importing;

/// <summary>Makes a rule file of a matrix of masakari-monitors.</summary>
public static class MasakariImport
{
    /// <summary>Whether a text may be the name of the policy: a letter, then letters, digits and <c>. _ -</c>.</summary>
    public static bool IsName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.Length > 0 && char.IsAsciiLetter(name[0])
            && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-');
    }

    /// <summary>Never throws for what the file holds.</summary>
    /// <param name="matrix">The file of <c>[consul] matrix_config_file</c>.</param>
    /// <param name="name">Of the policy; see <see cref="IsName"/>.</param>
    public static ImportedPolicy Convert(SourceText matrix, string name)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        if (!IsName(name))
            throw new ArgumentException($"'{name}' is no name for a policy.", nameof(name));
        var problems = new ProblemLog();
        var read = new MasakariMatrixReader(matrix, problems).Read();
        return new ImportedPolicy(
            read is null || problems.HasErrors ? null : MasakariPolicyText.Of(read, name), problems.Sorted([matrix]));
    }
}
