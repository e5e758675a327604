using System.Collections.Immutable;
using Rattache.Core.Accounts;

namespace Rattache.Core.Imports.Aaf;

/// <summary>A pupil's links. AAF: <c>id$type$financial$authority$contact$payment</c>; AAF1D: <c>id$type</c>.</summary>
internal static class AafLinks
{
    public static ImmutableArray<LinkEntry> Read(AafValues values, string attribute, bool statesAuthority)
    {
        var links = new List<LinkEntry>();
        foreach (var value in values.All(attribute))
        {
            var parts = value.Split('$');
            if (parts.Length < (statesAuthority ? 4 : 2) || parts[0].Length is 0 or > EntryLimits.Id || KindOf(parts[1]) is not { } kind)
            {
                values.Reject(IssueCodes.MalformedLink, attribute);
            }
            else if ((statesAuthority ? AuthorityStated(parts[3]) : AuthorityOf(kind)) is not { } authority)
            {
                values.Reject(IssueCodes.MalformedLink, attribute);
            }
            else if (!IsThePupil(parts[1]))
            {
                if (!IsKnown(parts[1]))
                {
                    values.Warn(IssueCodes.UnknownLinkType, parts[1]);
                }

                links.Add(new(parts[0], kind, authority));
            }
        }

        // Where one record names an adult twice, the lower authority counts.
        return
        [
            .. links.GroupBy(l => l.Relative, StringComparer.Ordinal).Select(same => same.First() with { Authority = same.Min(l => l.Authority) }),
        ];
    }

    // 10 to 90 since 2014 (siblings and grandparents 3x, social services and educators 4x); 1 to 7 before.
    private static LinkKind? KindOf(string type) =>
        type switch
        {
            "10" or "2" => LinkKind.Mother,
            "20" or "1" => LinkKind.Father,
            "50" or "3" => LinkKind.Guardian,
            ['3', >= '0' and <= '9'] or "4" => LinkKind.Family,
            [>= '0' and <= '9'] or [>= '0' and <= '9', >= '0' and <= '9'] => LinkKind.Other,
            _ => null,
        };

    private static bool IsKnown(string type) => type is [>= '1' and <= '7'] or "10" or "20" or ['3' or '4', _] or "50" or "51" or "90";

    // An adult pupil answers for themself: no link.
    private static bool IsThePupil(string type) => type is "7" or "70";

    private static ParentalAuthority? AuthorityStated(string field) =>
        field switch
        {
            "1" or "2" => ParentalAuthority.Legal,
            "0" or "" => ParentalAuthority.None,
            _ => null,
        };

    private static ParentalAuthority? AuthorityOf(LinkKind kind) =>
        kind is LinkKind.Mother or LinkKind.Father or LinkKind.Guardian ? ParentalAuthority.Legal : ParentalAuthority.None;
}
