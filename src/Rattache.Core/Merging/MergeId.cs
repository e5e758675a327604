namespace Rattache.Core.Merging;

public readonly record struct MergeId(Guid Value)
{
    public override string ToString() => Value.ToString("D");
}
