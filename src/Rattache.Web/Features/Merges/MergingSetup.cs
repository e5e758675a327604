using Microsoft.Extensions.Options;
using Rattache.Core.Merging;
using Rattache.Web.Features.SignIn;

namespace Rattache.Web.Features.Merges;

public static class MergingSetup
{
    public static void AddMerging(this WebApplicationBuilder builder)
    {
        builder
            .Services.AddOptions<MergingSettings>()
            .BindConfiguration("Merging")
            .Validate(
                s => s.KeyLife >= TimeSpan.FromMinutes(1) && s.KeyLife <= TimeSpan.FromHours(24),
                "Merging:KeyLife must lie between 00:01:00 and 24:00:00."
            )
            .Validate(s => Enum.IsDefined(s.SourceFamilies), "Merging:SourceFamilies must be Together or Apart.")
            .ValidateOnStart();
        builder.Services.AddSingleton(services =>
        {
            var settings = services.GetRequiredService<IOptions<MergingSettings>>().Value;
            return new MergeRules(settings.SourceFamilies == SourceFamiliesRule.Apart, settings.FederatedIntoLocal);
        });
        builder.Services.AddScoped<MakeKey>();
        builder.Services.AddScoped<MergeAccounts>();
        builder.Services.AddScoped<ProveOther>();
        builder.Services.AddScoped<TakeByCode>();
        builder.Services.AddSingleton<ProofTickets>();
        builder.Services.AddScoped<MergeLimits>();
        builder.Services.AddScoped<MergeNotices>();
        builder.Services.AddScoped<UndoMerge>();
        builder.Services.AddSingleton<DetachTicket>();
    }
}
