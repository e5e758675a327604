using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace Rattache.Web.Tests.App;

/// <summary>The test's server has no network: a request says in a header from which address its connection would come.</summary>
internal sealed class Network : IStartupFilter
{
    public const string Address = "Test-Connection-From";

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
        app =>
        {
            app.Use(
                (http, following) =>
                {
                    if (http.Request.Headers.TryGetValue(Address, out var address))
                    {
                        http.Connection.RemoteIpAddress = IPAddress.Parse(address.Single()!);
                    }

                    return following(http);
                }
            );
            next(app);
        };
}
