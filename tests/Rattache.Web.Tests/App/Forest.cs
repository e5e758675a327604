using Microsoft.EntityFrameworkCore;
using Rattache.Core.Merging;

namespace Rattache.Web.Tests.App;

public static class Forest
{
    /// <summary>The merges are the truth: recomputes every root from them. A circle throws.</summary>
    public static async Task ShouldBeSoundAsync(this RattacheApp app)
    {
        await using var db = app.OpenDb();
        var open = await db.Merges.AsNoTracking().Where(m => m.UndoneAt == null).ToListAsync();
        open.Select(m => m.AbsorbedId).ShouldBeUnique();
        var forest = MergeForest.Of(open);
        foreach (var guard in await db.Guards.AsNoTracking().ToListAsync())
        {
            guard.RootId.ShouldBe(forest.Root(guard.AccountId));
        }
    }
}
