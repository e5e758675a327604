using Microsoft.AspNetCore.Identity;

namespace Rattache.Web.Features.SignIn.Reset;

public static class ResetSetup
{
    public static void AddReset(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ResetMessages>();
        builder.Services.AddScoped<AskReset>();
        builder.Services.AddScoped<AskLogins>();
        builder.Services.AddScoped<UseReset>();
        builder.Services.AddScoped<ChooseNewPassword>();
        // The token between the code and the new password never leaves this browser's sealed cookie.
        builder.Services.Configure<DataProtectionTokenProviderOptions>(options => options.TokenLifespan = PasswordReset.Life);
        new IdentityBuilder(typeof(Credentials), builder.Services)
            .AddTokenProvider<DataProtectorTokenProvider<Credentials>>(TokenOptions.DefaultProvider)
            .AddPasswordValidator<PasswordRules>();
    }
}
