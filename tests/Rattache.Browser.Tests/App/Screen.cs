using Rattache.Web.Tests.App;

namespace Rattache.Browser.Tests.App;

/// <summary>What a parent looks at: an old phone or a computer, with script or where a filter of the school took it away.</summary>
/// <remarks>
/// No page knows what lies under it, and <c>PagesTests</c> holds those of both engines against each other. So every journey is made on
/// both, but in every way to look at it on SQLite alone.
/// </remarks>
public sealed record Screen(int Width, bool Script = true)
{
    public static readonly Screen Phone = new(360);
    public static readonly Screen Computer = new(1280);

    public static TheoryData<int, bool> All =>
        Engine.IsPostgres
            ? [(Phone.Width, true), (Computer.Width, false)]
            : [(Computer.Width, true), (Computer.Width, false), (Phone.Width, true), (Phone.Width, false)];

    /// <summary>For what happens beside the main journey: the phone with script, the computer without.</summary>
    public static TheoryData<int, bool> Extremes => Engine.IsPostgres ? [(Phone.Width, true)] : [(Phone.Width, true), (Computer.Width, false)];

    public static TheoryData<int> Widths => Engine.IsPostgres ? [Phone.Width] : [Computer.Width, Phone.Width];

    public int Height => Width < 768 ? 740 : 900;

    public bool Narrow => Width < 768;

    public bool Dark { get; init; }

    public float Density { get; init; } = 1;

    public override string ToString() => $"{Width}-{(Script ? "script" : "noscript")}";
}
