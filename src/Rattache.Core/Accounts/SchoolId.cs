namespace Rattache.Core.Accounts;

public readonly record struct SchoolId(Guid Value)
{
    public override string ToString() => Value.ToString("D");
}
