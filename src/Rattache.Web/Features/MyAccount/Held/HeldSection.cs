namespace Rattache.Web.Features.MyAccount.Held;

/// <summary>One kind of what is held about a person, the same in the file and on the page.</summary>
/// <param name="Name">In the file: stable, programs read it. On the page: the text <c>held.NAME</c>.</param>
/// <param name="Items">Read as they are written out: a long history is never in memory as a whole.</param>
public sealed record HeldSection(string Name, IAsyncEnumerable<HeldItem> Items)
{
    public HeldSection(string name, IEnumerable<HeldItem> items)
        : this(name, items.ToAsyncEnumerable()) { }
}

/// <summary>One account, one device, one line of the history.</summary>
public sealed record HeldItem(params IReadOnlyList<HeldField> Fields);

/// <param name="Name">In the file; on the page, the text <c>held.field-NAME</c>.</param>
/// <param name="Value">Words, a number, a day, a moment, yes or no; null for what is not known, which is not shown.</param>
public sealed record HeldField(string Name, object? Value);
