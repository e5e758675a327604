using Microsoft.Extensions.Options;
using Rattache.Web.Activation;
using Rattache.Web.Commands.CodeSheets;
using Rattache.Web.Data;
using Rattache.Web.Departures;
using Rattache.Web.Features.SignIn.SecondFactor;
using Rattache.Web.Imports;
using Rattache.Web.Outbox;
using Rattache.Web.Texts;

namespace Rattache.Web.Commands;

/// <summary>What the verbs need of the application, and no more: no web server starts.</summary>
internal static class CommandServices
{
    public static ServiceProvider Make()
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = AppContext.BaseDirectory });
        // What a verb prints is for its caller and says it all; logs stay out of it.
        builder
            .Logging.ClearProviders()
            .AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace)
            .AddFilter("Rattache", LogLevel.Error)
            .AddFilter("Microsoft.EntityFrameworkCore", LogLevel.None);
        return Make(builder.Services, builder.Configuration);
    }

    public static ServiceProvider Make(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(configuration);
        services.AddLogging();
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<Text>();
        services.AddDatabase(configuration.GetConnectionString("Rattache") ?? Database.Default);
        services.AddSingleton<ActivationCodes>();
        services.Configure<Settings>(configuration);
        services.AddSingleton<SheetFiles>();
        services.AddSingleton<Mails>();
        services.AddScoped<RemoveSecondFactor>();
        services.AddImports();
        services.AddDepartures();
        return services.BuildServiceProvider();
    }

    /// <summary>A scope over the database at its newest schema.</summary>
    public static async Task<int> RunAsync(Func<ServiceProvider> services, Func<IServiceProvider, Task<int>> run, CancellationToken cancellation)
    {
        await using var provider = services();
        provider.GetRequiredService<IStartupValidator>().Validate();
        await using var scope = provider.CreateAsyncScope();
        await Migrator.MigrateAsync(scope.ServiceProvider.GetRequiredService<RattacheDb>(), cancellation);
        return await run(scope.ServiceProvider);
    }
}
