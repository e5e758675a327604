using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Rattache.Browser.Tests.Accessibility;

/// <summary>
/// axe-core in an open page. The script (half a megabyte) goes to the browser once a page rather than once a call, which is
/// nine tenths of what the library's own call takes; our pages have no frames, so the page itself is all there is to judge.
/// </summary>
public static class Axe
{
    private static readonly string Script = new BundledAxeScriptProvider().GetScript();

    // What a theme can change.
    private static readonly string[] OfColours = ["color-contrast", "color-contrast-enhanced", "link-in-text-block"];

    /// <summary>The script's first line, which tells it.</summary>
    public static string Version { get; } = Script[..Script.IndexOf('\n', StringComparison.Ordinal)];

    private const string Judge = """
        async only => {
            const runOnly = only
                ? { type: 'rule', values: only }
                : { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] };
            const rules = only ? {} : { 'color-contrast-enhanced': { enabled: true } };
            const { violations } = await axe.run(document, { runOnly, rules, resultTypes: ['violations'] });
            return violations.flatMap(found => found.nodes.map(node => `${found.id}: ${node.html} ${node.any[0]?.message ?? ''}`));
        }
        """;

    public static Task BringAsync(IPage page) => page.EvaluateAsync(Script);

    /// <summary>What is wrong on the page as it stands; nothing when all is well.</summary>
    public static Task<string[]> JudgeAsync(IPage page) => page.EvaluateAsync<string[]>(Judge);

    /// <summary>What is wrong with the colours of a page that was judged whole in others.</summary>
    public static Task<string[]> JudgeColoursAsync(IPage page) => page.EvaluateAsync<string[]>(Judge, OfColours);
}
