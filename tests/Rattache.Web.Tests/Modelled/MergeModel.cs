namespace Rattache.Web.Tests.Modelled;

/// <summary>
/// What the product promises, said a second time and as simply as can be: parents by number, a pointer to whoever absorbed them, and
/// nothing of the product's own code. Answers are the codes that the product gives.
/// </summary>
internal sealed class MergeModel(int parents)
{
    public const string Ok = "ok";
    private readonly Parent[] all = [.. Enumerable.Range(0, parents).Select(_ => new Parent())];
    private readonly Dictionary<string, (int Owner, DateTimeOffset Until)> keys = []; // those alive, or dead of age

    private sealed class Parent
    {
        public HashSet<int> Children { get; set; } = [];

        public string? Password { get; set; }

        public bool Locked { get; set; }

        public int? Into { get; set; }

        public List<DateTimeOffset> Made { get; } = [];

        public List<DateTimeOffset> Failed { get; } = [];
    }

    public int Root(int parent) => all[parent].Into is { } into ? Root(into) : parent;

    public IEnumerable<int> Tree(int parent) => Enumerable.Range(0, all.Length).Where(p => all[p].Into == parent).SelectMany(Tree).Prepend(parent);

    public IEnumerable<int> Sees(int parent) => Tree(parent).SelectMany(p => all[p].Children).Distinct().Order();

    public IEnumerable<int> WithALiveKey(DateTimeOffset now) => keys.Values.Where(k => now < k.Until).Select(k => k.Owner).Distinct().Order();

    /// <summary>May have a session.</summary>
    public bool IsAtHome(int parent) => all[parent] is { Password: not null, Locked: false, Into: null };

    public bool IsAbsorbed(int parent) => all[parent].Into is not null;

    public bool IsLocked(int parent) => all[parent].Locked;

    public void Import(IReadOnlyList<HashSet<int>> children) => children.Index().ToList().ForEach(c => all[c.Index].Children = c.Item);

    public void Lock(int parent) => all[parent].Locked = !all[parent].Locked;

    public bool Activate(int parent, string password)
    {
        var first = all[parent].Password is null;
        all[parent].Password ??= password;
        return first;
    }

    public string SignIn(int login, string password) =>
        all[Root(login)] is not { Locked: false, Password: { } counts } ? "refused"
        : counts == password ? $"in {Root(login)}"
        : IsAbsorbed(login) && all[login].Password == password ? $"absorbed {login}"
        : "refused";

    public bool MakeKey(int parent, string key, DateTimeOffset now)
    {
        if (all[parent].Made.Count(at => at > now.AddHours(-1)) >= 5)
        {
            return false;
        }

        all[parent].Made.Add(now);
        End([parent]);
        keys[key] = (parent, now.AddMinutes(30));
        return true;
    }

    public string Merge(int signedIn, string key, bool keepsOther, DateTimeOffset now)
    {
        if (all[signedIn].Failed.Count(at => at > now.AddHours(-1)) >= 10)
        {
            return "merge.too-many-tries";
        }

        if (!keys.TryGetValue(key, out var found) || now >= found.Until)
        {
            all[signedIn].Failed.Add(now);
            return "merge.key-invalid";
        }

        var (kept, absorbed) = keepsOther ? (found.Owner, signedIn) : (signedIn, found.Owner);
        if (kept == absorbed || Root(kept) == Root(absorbed))
        {
            return kept == absorbed ? "merge.same-account" : "merge.already-absorbed";
        }

        if (Sees(kept).Intersect(Sees(absorbed)).Any())
        {
            return "merge.co-parents";
        }

        if (!IsAtHome(kept) || !IsAtHome(absorbed))
        {
            return IsAbsorbed(kept) || IsAbsorbed(absorbed) ? "merge.already-absorbed" : "merge.inactive";
        }

        End([.. Tree(kept), .. Tree(absorbed)]);
        all[absorbed].Into = kept;
        return Ok;
    }

    /// <param name="by">The root, or the absorbed account with its own password.</param>
    public string Undo(int absorbed, int by)
    {
        if (!IsAbsorbed(absorbed) || (by != absorbed && by != Root(absorbed)))
        {
            return "Unknown";
        }

        if (all[absorbed].Locked || all[Root(absorbed)].Locked)
        {
            return "Locked";
        }

        all[absorbed].Into = null;
        End([.. Tree(absorbed)]);
        return Ok;
    }

    private void End(int[] owners) => keys.Where(k => owners.Contains(k.Value.Owner)).ToList().ForEach(k => keys.Remove(k.Key));
}
