using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;
using Microsoft.Extensions.DependencyInjection;

namespace Rattache.Web.Tests.App;

/// <summary>
/// What the framework reads of the pages' properties and their attributes is the same in all applications of a run; each would read it
/// again, a third of its start.
/// </summary>
internal static class SharedPages
{
    private static readonly Lock Turn = new();
    private static IModelMetadataProvider? described;

    public static IModelMetadataProvider Describe(IServiceProvider services)
    {
        lock (Turn)
        {
            return described ??= ActivatorUtilities.CreateInstance<DefaultModelMetadataProvider>(services);
        }
    }
}
