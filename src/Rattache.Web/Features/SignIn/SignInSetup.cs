using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Rattache.Web.Features.SignIn.Passkeys;
using Rattache.Web.Features.SignIn.SecondFactor;
using Rattache.Web.Features.SignIn.Sessions;

namespace Rattache.Web.Features.SignIn;

/// <summary>Whoever is not signed in sees only what says so: every page asks for it unless it allows everybody.</summary>
public static class SignInSetup
{
    public static void AddSignIn(this WebApplicationBuilder builder)
    {
        var secure = builder.Configuration["PublicUrl"]?.StartsWith("https:", StringComparison.OrdinalIgnoreCase) == true;
        builder
            .Services.AddOptions<SignInSettings>()
            .BindConfiguration("SignIn")
            .Validate(
                s => IsBound(s.RefusedFromAddress) && IsBound(s.AskedFromAddress),
                $"SignIn:RefusedFromAddress and :AskedFromAddress must lie between {SignInSettings.Fewest} and {SignInSettings.Most}."
            )
            .ValidateOnStart();
        builder.Services.AddScoped<SessionCheck>();
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddScoped<DeviceCookie>();
        builder.Services.AddScoped<Tries>();
        builder.Services.AddScoped<AddressLimit>();
        builder.Services.AddScoped<PasswordCheck>();
        builder.Services.AddScoped<PasswordSignIn>();
        builder.Services.AddScoped<FreshProof>();
        builder.Services.AddScoped<SinceLastVisit>();
        builder.Services.AddScoped<OpenSession>();
        builder.Services.AddScoped<Arrival>();
        builder.Services.AddScoped<AuthenticatorApp>();
        builder.Services.AddScoped<SecondStep>();
        builder.Services.AddScoped<TryCode>();
        builder.Services.AddScoped<PasskeySignIn>();
        builder.Services.AddScoped<IPasskeyHandler<Credentials>, PasskeyHandler<Credentials>>();
        builder
            .Services.AddOptions<IdentityPasskeyOptions>()
            .Configure<IOptions<Settings>>(
                (passkeys, settings) =>
                {
                    passkeys.ServerDomain = settings.Value.PublicUrl.Host;
                    passkeys.UserVerificationRequirement = "required"; // else it would be one factor
                    passkeys.ResidentKeyRequirement = "required"; // nobody types a login before
                }
            );
        builder.Services.Configure<PasswordHasherOptions>(PasswordCost.Apply);
        builder.Services.AddScoped<PasswordHasher<Credentials>>();
        builder.Services.AddScoped<PasswordAhead>();
        builder.Services.AddScoped<IPasswordHasher<Credentials>>(services => services.GetRequiredService<PasswordAhead>());
        builder
            .Services.AddIdentityCore<Credentials>(options =>
            {
                options.Password = new()
                {
                    RequiredLength = 10,
                    RequireDigit = false,
                    RequireLowercase = false,
                    RequireUppercase = false,
                    RequireNonAlphanumeric = false,
                };
            })
            .AddUserStore<CredentialsStore>();
        builder
            .Services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme)
            .AddCookie(cookie =>
            {
                Guard(cookie.Cookie, "rattache", secure);
                cookie.Cookie.SameSite = SameSiteMode.Lax; // from a mail or a QR code one arrives signed in
                cookie.ExpireTimeSpan = Session.Idle;
                cookie.SlidingExpiration = true;
                cookie.LoginPath = "/connexion";
                cookie.AccessDeniedPath = "/erreur/403";
                cookie.ReturnUrlParameter = "retour";
                cookie.EventsType = typeof(SessionCheck);
            });
        builder.Services.AddAntiforgery(form => Guard(form.Cookie, "form", secure));
        builder.Services.Configure<CookieTempDataProviderOptions>(note => Guard(note.Cookie, "note", secure));
        builder.Services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
    }

    private static bool IsBound(int limit) => limit is >= SignInSettings.Fewest and <= SignInSettings.Most;

    // The prefix binds the cookie to this host, its root and HTTPS (RFC 6265bis); browsers refuse it without.
    private static void Guard(CookieBuilder cookie, string name, bool secure)
    {
        cookie.Name = secure ? $"__Host-{name}" : name;
        cookie.SecurePolicy = secure ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        cookie.HttpOnly = true;
        cookie.Path = "/";
    }
}
