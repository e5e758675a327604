using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Rattache.Core.Accounts;
using Rattache.Web.Data;

[assembly: HostingStartup(typeof(Rattache.Bench.BarePages))]

namespace Rattache.Bench;

/// <summary>
/// In the process of the program (ASPNETCORE_HOSTINGSTARTUPASSEMBLIES), before all that it does with a request: <c>/bench/bare</c> reads
/// one row so and so many times and answers a paragraph; <c>/bench/queries</c> says how many queries pages have made so far.
/// </summary>
public sealed partial class BarePages : IHostingStartup, IStartupFilter
{
    private static readonly Func<RattacheDb, AccountId, CancellationToken, Task<string?>> Login = EF.CompileAsyncQuery(
        (RattacheDb db, AccountId id, CancellationToken cancellation) => db.Accounts.Where(a => a.Id == id).Select(a => a.Login).FirstOrDefault()
    );

    public void Configure(IWebHostBuilder builder) =>
        builder.ConfigureServices(services =>
        {
            services.AddSingleton<IStartupFilter>(this);
            services.AddSingleton<ILoggerProvider>(new Counter());
            // Whatever the program itself would log: commands are told of as information.
            services.Configure<LoggerFilterOptions>(options =>
                options.Rules.Add(new(typeof(Counter).FullName, DbLoggerCategory.Database.Command.Name, LogLevel.Information, null))
            );
        });

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
        app =>
        {
            app.Map("/bench/bare", bare => bare.Run(AnswerAsync));
            app.Map("/bench/queries", said => said.Run(http => http.Response.WriteAsync(Counter.Queries.ToString(CultureInfo.InvariantCulture))));
            next(app);
        };

    private static async Task AnswerAsync(HttpContext http)
    {
        var db = http.RequestServices.GetRequiredService<RattacheDb>();
        var login = "";
        for (var i = 0; i < int.Parse(http.Request.Query["queries"]!, CultureInfo.InvariantCulture); i++)
        {
            login = await Login(db, new(BenchDirectory.Relative(1)), http.RequestAborted);
        }

        http.Response.ContentType = "text/html";
        await http.Response.WriteAsync($"<!doctype html><title>bare</title><p>{login}</p>");
    }

    /// <summary>Of pages alone, not of what works in the background. One command may hold several queries.</summary>
    private sealed partial class Counter : ILoggerProvider, ILogger
    {
        private static readonly HttpContextAccessor Http = new();
        private static int queries;

        public static int Queries => queries;

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (eventId == RelationalEventId.CommandExecuted && Http.HttpContext is not null)
            {
                Interlocked.Add(ref queries, Beginning().Count(formatter(state, exception)));
            }
        }

        public void Dispose() { }

        [GeneratedRegex("^select ", RegexOptions.IgnoreCase | RegexOptions.Multiline)]
        private static partial Regex Beginning();
    }
}
