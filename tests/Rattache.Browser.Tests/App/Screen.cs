namespace Rattache.Browser.Tests.App;

/// <summary>What a parent looks at: an old phone or a computer, with script or where a filter of the school took it away.</summary>
public sealed record Screen(int Width, bool Script = true)
{
    public static readonly Screen Phone = new(360);
    public static readonly Screen Computer = new(1280);

    public static TheoryData<int, bool> All =>
        new()
        {
            { 1280, true },
            { 1280, false },
            { 360, true },
            { 360, false },
        };

    /// <summary>For what happens beside the main journey: the phone with script, the computer without.</summary>
    public static TheoryData<int, bool> Extremes => new() { { 360, true }, { 1280, false } };

    public int Height => Width < 768 ? 740 : 900;

    public bool Narrow => Width < 768;

    public bool Dark { get; init; }

    public float Density { get; init; } = 1;

    public override string ToString() => $"{Width}-{(Script ? "script" : "noscript")}";
}
