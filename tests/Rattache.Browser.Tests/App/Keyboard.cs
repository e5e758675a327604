using Microsoft.Playwright;

namespace Rattache.Browser.Tests.App;

/// <summary>Somebody without mouse or touch. Wherever the focus comes, it can be seen.</summary>
internal sealed class Keyboard(Parent parent)
{
    private const int Enough = 60;

    private const string Here = "here";

    /// <summary>Whether the focus is on an element, or what is wrong with where it is.</summary>
    private const string Look = $$"""
        target => {
          const element = document.activeElement;
          if (element === null || element === document.body) return "";
          const style = getComputedStyle(element);
          const box = element.getBoundingClientRect();
          const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
          const within = box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
          if (!outlined || !within) return `${outlined ? "out of sight" : "no outline"}: ${element.outerHTML.slice(0, 120)}`;
          return element === target ? "{{Here}}" : "";
        }
        """;

    public Task PressAsync(string key) => parent.Page.Keyboard.PressAsync(key);

    public Task TypeAsync(string text) => parent.Page.Keyboard.TypeAsync(text);

    /// <summary>Tab after Tab, until there.</summary>
    public async Task ReachAsync(ILocator target, string with = "Tab")
    {
        for (var presses = 0; presses < Enough; presses++)
        {
            await PressAsync(with);
            var seen = await target.EvaluateAsync<string>(Look);
            if (seen == Here)
            {
                return;
            }

            seen.ShouldBeEmpty();
        }

        throw new InvalidOperationException($"{target} is out of the keyboard's reach on {parent.Page.Url}.");
    }

    /// <summary>Reaches a link or a button, and follows it to another page.</summary>
    public async Task GoAsync(ILocator target, string with = "Enter")
    {
        await ReachAsync(target);
        await parent.ArriveAsync(() => PressAsync(with));
    }

    public async Task FillAsync(ILocator field, string text)
    {
        await ReachAsync(field);
        await TypeAsync(text);
    }
}
