namespace PolicyHa.Engine.Inference.Known;

/// <summary>What a table had read when one of its rows spoke. Put into words when somebody asks: most rows are never explained.</summary>
public abstract class RowReading
{
    /// <summary>Of a row that no table read anything for.</summary>
    public static readonly RowReading None = new Nothing();

    /// <summary>Column and value, in table order.</summary>
    public abstract IReadOnlyList<(string Column, string Value)> Inputs { get; }

    /// <summary>Rows that failed by one column, in file order.</summary>
    public abstract IReadOnlyList<NearMiss> NearMisses { get; }

    sealed class Nothing : RowReading
    {
        public override IReadOnlyList<(string Column, string Value)> Inputs => [];

        public override IReadOnlyList<NearMiss> NearMisses => [];
    }
}
