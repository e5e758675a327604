using System.Collections.Immutable;
using Rattache.Core.Accounts;
using Rattache.Core.Imports.Csv;

namespace Rattache.Core.Imports.Onde;

/// <summary>
/// Who is who in a feed that names nobody by an identifier: rows keep the account of whom they are recognized as, and the rest get an
/// external id made from what they say. The order of the rows counts for nothing. See ADR 0011.
/// </summary>
public static class OndeIdentity
{
    private const int MostContinued = 3;

    public static OndeIdentities Derive(IReadOnlyList<CsvPerson> people, KnownSchool known)
    {
        var pupils = new OndePupils(people, known);
        var faces = people.Select(p => OndeFace.Of(p, pupils)).ToArray();
        var accounts = FacesOf(known);
        var holders = accounts.ToLookup(a => a.Person.ExternalId, StringComparer.Ordinal);
        var ids = new string?[faces.Length];
        var taken = new HashSet<string>(StringComparer.Ordinal);
        // One row for each who are one person in any case: two rows of a pupil have one id, and the second is told as a duplicate.
        var rows = Enumerable
            .Range(0, faces.Length)
            .GroupBy(i => faces[i].Kind == AccountKind.Relative ? $"{faces[i].Line()}\n{i}" : faces[i].Digest(), StringComparer.Ordinal)
            .Select(same => same.OrderBy(i => faces[i].Line(), StringComparer.Ordinal).ToArray())
            .OrderBy(same => faces[same[0]].Line(), StringComparer.Ordinal)
            .ThenBy(same => string.Join(';', people[same[0]].Children), StringComparer.Ordinal) // of two pupils of one name, the class tells which
            .ToArray();

        var byBlock = accounts.ToLookup(a => OndeLikeness.Block(a.Face), StringComparer.Ordinal);
        foreach (var block in rows.GroupBy(same => OndeLikeness.Block(faces[same[0]]), StringComparer.Ordinal))
        {
            var (some, others) = (block.ToArray(), byBlock[block.Key].OrderBy(a => a.Person.ExternalId, StringComparer.Ordinal).ToArray());
            foreach (var (row, account) in Recognized([.. some.Select(same => faces[same[0]])], others))
            {
                Give(some[row], others[account].Person.ExternalId);
            }
        }

        foreach (var same in rows.Where(same => ids[same[0]] is null))
        {
            var digest = faces[same[0]].Digest();
            var id = digest;
            for (var n = 2; taken.Contains(id) || IsOfAnother(id, faces[same[0]]); n++)
            {
                id = $"{digest}-{n}";
            }

            Give(same, id);
        }

        return new([.. ids.Select(id => id!)], Continuations(faces, ids, accounts, taken));

        // The same said of two who cannot be one, one after the other: the id of the first opens their account.
        bool IsOfAnother(string id, OndeFace face) => holders[id].Any(a => OndeLikeness.AreTwo(face, a.Face, a.Person.HasLeft));

        void Give(int[] same, string id)
        {
            taken.Add(id);
            foreach (var i in same)
            {
                ids[i] = id;
            }
        }
    }

    private static IEnumerable<(int Row, int Account)> Recognized(OndeFace[] rows, (KnownPerson Person, OndeFace Face)[] accounts)
    {
        if (accounts.Length == 0 || rows.Length > OndePairing.Most || accounts.Length > OndePairing.Most)
        {
            yield break;
        }

        var likeness = new long[rows.Length, accounts.Length];
        for (var r = 0; r < rows.Length; r++)
        {
            for (var a = 0; a < accounts.Length; a++)
            {
                likeness[r, a] = OndeLikeness.Of(rows[r], accounts[a].Face, accounts[a].Person.HasLeft);
            }
        }

        var pairs = OndePairing.Best(likeness);
        for (var r = 0; r < rows.Length; r++)
        {
            // Where another choice is as good, only what the person themself gave decides; a guess could hand over an account.
            if (pairs[r] is var (account, isContested) && (!isContested || rows[r].SharedContacts(accounts[account].Face) > 0))
            {
                yield return (r, account);
            }
        }
    }

    private static (KnownPerson Person, OndeFace Face)[] FacesOf(KnownSchool known)
    {
        var people = known.People.ToDictionary(p => p.Id);
        var children = known.Links.ToLookup(l => l.Relative, l => l.Student);
        return
        [
            .. known.People.Select(p =>
                (p, OndeFace.Of(p, [.. children[p.Id].Where(people.ContainsKey).Select(c => OndePupils.ChildOf(people[c]))]))
            ),
        ];
    }

    /// <summary>Somebody new has the name of somebody who is known and not recognized in any row.</summary>
    private static ImmutableArray<Continuation> Continuations(
        OndeFace[] faces,
        string?[] ids,
        (KnownPerson Person, OndeFace Face)[] accounts,
        HashSet<string> taken
    )
    {
        var there = accounts.Select(a => a.Person.ExternalId).ToHashSet(StringComparer.Ordinal);
        var gone = accounts
            .Where(a => !a.Person.HasLeft && !taken.Contains(a.Person.ExternalId) && IsFamily(a.Face))
            .ToLookup(a => (a.Face.Kind, a.Face.First, a.Face.Family));
        return
        [
            .. Enumerable
                .Range(0, faces.Length)
                .Where(i => IsFamily(faces[i]) && !there.Contains(ids[i]!))
                .DistinctBy(i => ids[i])
                .OrderBy(i => ids[i], StringComparer.Ordinal)
                .SelectMany(i =>
                    gone[(faces[i].Kind, faces[i].First, faces[i].Family)]
                        .OrderBy(a => a.Person.ExternalId, StringComparer.Ordinal)
                        .Take(MostContinued)
                        .Select(a => new Continuation(ids[i]!, a.Person.Id))
                ),
        ];
    }

    private static bool IsFamily(OndeFace face) => face.Kind is AccountKind.Student or AccountKind.Relative;
}

/// <param name="Ids">An external id for each row, in the order of the rows.</param>
/// <param name="Continuations">Proposals for an administrator, good once the former account leaves.</param>
public sealed record OndeIdentities(ImmutableArray<string> Ids, ImmutableArray<Continuation> Continuations);

/// <summary>A new account may be that of somebody who leaves under the same name. Nothing is carried over by itself.</summary>
/// <param name="NewId">The external id of the new account.</param>
/// <param name="Former">The account that is not in the delivery.</param>
public sealed record Continuation(string NewId, AccountId Former);
