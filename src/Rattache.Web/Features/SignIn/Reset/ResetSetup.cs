using Microsoft.AspNetCore.Identity;
using Rattache.Web.Outbox;

namespace Rattache.Web.Features.SignIn.Reset;

public static class ResetSetup
{
    public static void AddReset(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ResetMessages>();
        builder.Services.AddSingleton<AskingLimit>();
        builder.Services.AddScoped<Ask>();
        builder.Services.AddSingleton<IOutboxRoute, AskingRoute>();
        builder.Services.AddScoped<AnswerReset>();
        builder.Services.AddScoped<AnswerLogins>();
        builder.Services.AddScoped<UseReset>();
        builder.Services.AddScoped<ChooseNewPassword>();
        // The token between the code and the new password never leaves this browser's sealed cookie.
        builder.Services.Configure<DataProtectionTokenProviderOptions>(options => options.TokenLifespan = PasswordReset.Life);
        new IdentityBuilder(typeof(Credentials), builder.Services)
            .AddTokenProvider<DataProtectorTokenProvider<Credentials>>(TokenOptions.DefaultProvider)
            .AddPasswordValidator<PasswordRules>();
    }
}
