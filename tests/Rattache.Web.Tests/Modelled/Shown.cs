namespace Rattache.Web.Tests.Modelled;

/// <summary>Everybody's view as text, so that the first line that differs says what is wrong.</summary>
internal static class Shown
{
    public static string Of(
        IEnumerable<int> parents,
        Func<int, int> root,
        Func<int, IEnumerable<int>> merged,
        Func<int, IEnumerable<int>> children,
        Func<int, DateTimeOffset?> left,
        IEnumerable<int> liveKeys
    ) =>
        string.Join(
            '\n',
            parents
                .Select(p => $"{p} is read through {root(p)}; holds {List(merged(p))}; sees {List(children(p))}; left {left(root(p)):O}".TrimEnd())
                .Append($"live keys of {List(liveKeys)}")
        );

    public static string Of(MergeModel model, int parents, DateTimeOffset now) =>
        Of(
            Enumerable.Range(0, parents).Where(model.Exists),
            model.Root,
            parent => model.Tree(parent).Skip(1),
            model.Sees,
            model.LeftSince,
            model.WithALiveKey(now)
        );

    private static string List(IEnumerable<int> numbers) => string.Join(' ', numbers.Order());
}
