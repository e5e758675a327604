namespace Rattache.Core.Accounts;

public sealed class School
{
    public School(SchoolId id, Uai uai, string name)
    {
        Id = id;
        Uai = uai;
        Name = name;
    }

    public SchoolId Id { get; private set; }

    public Uai Uai { get; private set; }

    /// <summary>As parents say it, such as <em>Collège Rosa Parks</em>.</summary>
    public string Name { get; private set; }

    public string? Town { get; init; }
}
