namespace Rattache.Web.Tests.Modelled;

/// <summary>
/// What the product promises, said a second time and as simply as can be: parents by number, a pointer to whoever absorbed them, and
/// nothing of the product's own code. Answers are the codes that the product gives.
/// </summary>
internal sealed class MergeModel(int parents)
{
    public const string Ok = "ok";
    public static readonly TimeSpan Delay = TimeSpan.FromDays(1); // to be closed, and the same again to be erased
    private readonly Parent[] all = [.. Enumerable.Range(0, parents).Select(_ => new Parent())];
    private readonly Dictionary<int, DateTimeOffset?> pupils = []; // those known, and when they left
    private readonly Dictionary<string, (int Owner, DateTimeOffset Until)> keys = []; // those alive, or dead of age

    private sealed class Parent
    {
        public bool Exists { get; set; }

        public HashSet<int> Children { get; } = [];

        public DateTimeOffset? LeftAt { get; set; }

        public DateTimeOffset CutAt { get; set; }

        public string? Password { get; set; }

        public bool Locked { get; set; }

        public int? Into { get; set; }

        public List<DateTimeOffset> Made { get; } = [];

        public List<DateTimeOffset> Failed { get; } = [];

        public List<DateTimeOffset> Mistyped { get; } = [];
    }

    public int Root(int parent) => all[parent].Into is { } into ? Root(into) : parent;

    public IEnumerable<int> Tree(int parent) => Enumerable.Range(0, all.Length).Where(p => all[p].Into == parent).SelectMany(Tree).Prepend(parent);

    public IEnumerable<int> Sees(int parent) => Linked(parent).Where(pupil => pupils[pupil] is null);

    public IEnumerable<int> WithALiveKey(DateTimeOffset now) => keys.Values.Where(k => now < k.Until).Select(k => k.Owner).Distinct().Order();

    public bool Exists(int parent) => all[parent].Exists;

    public bool IsThere(int parent) => all[parent] is { Exists: true, LeftAt: null };

    public bool IsPupilThere(int pupil) => pupils.TryGetValue(pupil, out var left) && left is null;

    /// <summary>May have a session.</summary>
    public bool IsAtHome(int parent, DateTimeOffset now) =>
        all[parent] is { Exists: true, Password: not null, Locked: false, Into: null } && !IsClosed(parent, now);

    public bool IsAbsorbed(int parent) => all[parent].Into is not null;

    /// <summary>Of their own, to be printed or lying ready.</summary>
    public bool HasACode(int parent) => all[parent] is { Exists: true, Password: null };

    public bool IsLocked(int parent) => all[parent].Locked;

    /// <summary>Null while one account of the person is there.</summary>
    public DateTimeOffset? LeftSince(int root) =>
        Tree(root).Select(p => all[p]).ToList() is var tree && tree.All(p => p.LeftAt is not null)
            ? tree.Max(p => p.CutAt > p.LeftAt ? p.CutAt : p.LeftAt)
            : null;

    /// <summary>The whole feed: who is not in it has left.</summary>
    public void Full(IReadOnlyCollection<int> there, IReadOnlyDictionary<int, int[]> parentsOf, DateTimeOffset now)
    {
        foreach (var parent in Enumerable.Range(0, all.Length))
        {
            if (there.Contains(parent))
            {
                Arrive(parent);
            }
            else if (IsThere(parent))
            {
                all[parent].LeftAt = now;
            }
        }

        foreach (var (pupil, adults) in parentsOf)
        {
            pupils[pupil] = null;
            NewParents(pupil, adults);
        }

        pupils.Where(p => p.Value is null && !parentsOf.ContainsKey(p.Key)).ToList().ForEach(p => pupils[p.Key] = now);
    }

    public void Arrive(int parent) => (all[parent].Exists, all[parent].LeftAt) = (true, null);

    public void Leave(int parent, DateTimeOffset now) => all[parent].LeftAt = now;

    public void PupilLeaves(int pupil, DateTimeOffset now) => pupils[pupil] = now;

    public void NewParents(int pupil, int[] adults)
    {
        foreach (var (number, parent) in all.Index())
        {
            _ = adults.Contains(number) ? parent.Children.Add(pupil) : parent.Children.Remove(pupil);
        }
    }

    public void Erase(DateTimeOffset now)
    {
        foreach (var root in Enumerable.Range(0, all.Length).Where(p => Exists(p) && !IsAbsorbed(p) && now >= LeftSince(p) + (2 * Delay)).ToList())
        {
            var tree = Tree(root).ToArray();
            End(tree);
            Array.ForEach(tree, parent => all[parent] = new());
        }

        foreach (var pupil in pupils.Where(p => now >= p.Value + (2 * Delay)).Select(p => p.Key).ToList())
        {
            NewParents(pupil, []);
            pupils.Remove(pupil);
        }
    }

    public void Lock(int parent) => all[parent].Locked = !all[parent].Locked;

    public bool Activate(int parent, string password, DateTimeOffset now)
    {
        var first = all[parent] is { Password: null, Locked: false } && !IsAbsorbed(parent) && !IsClosed(parent, now);
        all[parent].Password = first ? password : all[parent].Password;
        return first;
    }

    public string SignIn(int login, string password, DateTimeOffset now)
    {
        var root = Root(login);
        var told =
            all[root] is not { Locked: false, Password: { } counts } ? "refused"
            : counts == password ? $"in {root}"
            : IsAbsorbed(login) && all[login].Password == password ? $"absorbed {login}"
            : "refused";
        return told != "refused" && IsClosed(root, now) ? "closed" : told;
    }

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

        return Join(signedIn, found.Owner, keepsOther, byCode: false);
    }

    public string MergeByPassword(int signedIn, int other, string password, bool keepsOther, DateTimeOffset now)
    {
        var right =
            all[Root(other)] is { Locked: false, Password: { } counts }
            && (counts == password || (IsAbsorbed(other) && all[other].Password == password));
        return MergeBySecret(signedIn, other, right, keepsOther, byCode: false, now);
    }

    /// <summary>With the code that the school would print, were there one to print.</summary>
    public string MergeByCode(int signedIn, int other, bool keepsOther, DateTimeOffset now) =>
        MergeBySecret(signedIn, other, !all[Root(other)].Locked && all[other].Password is null, keepsOther, byCode: true, now);

    private string MergeBySecret(int signedIn, int other, bool right, bool keepsOther, bool byCode, DateTimeOffset now)
    {
        if (all[signedIn].Mistyped.Count(at => at > now.AddHours(-1)) >= 10)
        {
            return "too-many";
        }

        if (!right)
        {
            all[signedIn].Mistyped.Add(now);
            return "refused";
        }

        return Join(signedIn, other, keepsOther, byCode);
    }

    private string Join(int signedIn, int other, bool keepsOther, bool byCode)
    {
        var (kept, absorbed) = keepsOther ? (other, signedIn) : (signedIn, other);
        if (kept == absorbed || Root(kept) == Root(absorbed))
        {
            return kept == absorbed ? "merge.same-account" : "merge.already-absorbed";
        }

        if (Linked(kept).Intersect(Linked(absorbed)).Any())
        {
            return "merge.co-parents";
        }

        if (IsAbsorbed(kept) || IsAbsorbed(absorbed))
        {
            return "merge.already-absorbed";
        }

        if (!IsActive(signedIn))
        {
            return "merge.own-inactive";
        }

        if (!IsActive(kept) || !IsActive(absorbed, byCode))
        {
            return "merge.inactive";
        }

        End([.. Tree(kept), .. Tree(absorbed)]);
        all[absorbed].Into = kept;
        return Ok;
    }

    /// <param name="by">The root, or the absorbed account with its own password.</param>
    public string Undo(int absorbed, int by, DateTimeOffset now)
    {
        if (!IsAbsorbed(absorbed) || (by != absorbed && by != Root(absorbed)))
        {
            return "Unknown";
        }

        if (all[absorbed].Locked || all[Root(absorbed)].Locked)
        {
            return "Locked";
        }

        all[absorbed].CutAt = all[all[absorbed].Into!.Value].CutAt = now;
        all[absorbed].Into = null;
        End([.. Tree(absorbed)]);
        return Ok;
    }

    private IEnumerable<int> Linked(int parent) => Tree(parent).SelectMany(p => all[p].Children).Distinct().Order();

    private bool IsActive(int root, bool byCode = false) =>
        (byCode || all[root].Password is not null) && !all[root].Locked && LeftSince(root) is null;

    private bool IsClosed(int root, DateTimeOffset now) => now >= LeftSince(root) + Delay;

    private void End(int[] owners) => keys.Where(k => owners.Contains(k.Value.Owner)).ToList().ForEach(k => keys.Remove(k.Key));
}
