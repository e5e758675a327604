using Rattache.Core.Merging;
using Rattache.Web.Features.SignIn;

namespace Rattache.Web.Features.Merges;

public static class MergingSetup
{
    public static void AddMerging(this WebApplicationBuilder builder)
    {
        var settings = builder.Configuration.GetSection("Merging").Get<MergingSettings>() ?? new();
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton(new MergeRules(settings.SourceFamilies == SourceFamiliesRule.Apart, settings.FederatedIntoLocal));
        builder.Services.AddScoped<MakeKey>();
        builder.Services.AddScoped<MergeAccounts>();
        builder.Services.AddScoped<UndoMerge>();
        builder.Services.AddSingleton<DetachTicket>();
    }
}

/// <summary>What a <em>collectivité</em> may decide of merging.</summary>
public sealed class MergingSettings
{
    public SourceFamiliesRule SourceFamilies { get; init; } = SourceFamiliesRule.Together;

    public bool FederatedIntoLocal { get; init; }

    /// <summary>How long a key lives that a parent makes.</summary>
    public TimeSpan KeyLife { get; init; } = TimeSpan.FromMinutes(30);
}

public enum SourceFamiliesRule
{
    /// <summary>An account of the academic directory and one of a CSV file may merge.</summary>
    Together = 0,

    /// <summary>They may not (<c>merge.source-family</c>), as in entcore.</summary>
    Apart = 1,
}
