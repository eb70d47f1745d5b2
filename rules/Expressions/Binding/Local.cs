namespace PolicyHa.Rules.Expressions;

/// <summary>A variable of a macro; it hides outer ones of the same name.</summary>
sealed record Local(string Name, CelType Type, int Slot, string? Path, Local? Outer)
{
    public Local? Find(string name) => Name == name ? this : Outer?.Find(name);
}
