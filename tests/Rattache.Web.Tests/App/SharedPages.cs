using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;
using Microsoft.AspNetCore.Mvc.Razor;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.DependencyInjection;

namespace Rattache.Web.Tests.App;

/// <summary>
/// What the framework reads of the pages' properties and their attributes, and the code that it makes to fill a page in, are the same in
/// all applications of a run; each would do it again.
/// </summary>
internal static class SharedPages
{
    private static readonly ConcurrentDictionary<Type, object> Made = new();

    public static IServiceCollection SharePages(this IServiceCollection services) =>
        services
            .Share<IModelMetadataProvider>(typeof(DefaultModelMetadataProvider), one => one)
            .Share<IRazorPageActivator>(services.MadeAs<IRazorPageActivator>(), one => one)
            .Share<IPageFactoryProvider>(services.MadeAs<IPageFactoryProvider>(), one => new PageFactories(one));

    private static Type MadeAs<T>(this IServiceCollection services) => services.Last(s => s.ServiceType == typeof(T)).ImplementationType!;

    private static IServiceCollection Share<T>(this IServiceCollection services, Type type, Func<T, T> keep)
        where T : class =>
        services.AddSingleton(provider => (T)Made.GetOrAdd(typeof(T), _ => keep((T)ActivatorUtilities.CreateInstance(provider, type))));

    private sealed class PageFactories(IPageFactoryProvider inner) : IPageFactoryProvider
    {
        private readonly ConcurrentDictionary<TypeInfo, Func<PageContext, ViewContext, object>> made = new();

        public Func<PageContext, ViewContext, object> CreatePageFactory(CompiledPageActionDescriptor actionDescriptor) =>
            made.GetOrAdd(actionDescriptor.PageTypeInfo, _ => inner.CreatePageFactory(actionDescriptor));

        public Action<PageContext, ViewContext, object>? CreatePageDisposer(CompiledPageActionDescriptor descriptor) =>
            inner.CreatePageDisposer(descriptor);

        public Func<PageContext, ViewContext, object, ValueTask>? CreateAsyncPageDisposer(CompiledPageActionDescriptor descriptor) =>
            inner.CreateAsyncPageDisposer(descriptor);
    }
}
