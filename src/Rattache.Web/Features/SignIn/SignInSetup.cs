using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Rattache.Web.Data;

namespace Rattache.Web.Features.SignIn;

/// <summary>Whoever is not signed in sees only what says so: every page asks for it unless it allows everybody.</summary>
public static class SignInSetup
{
    public static void AddSignIn(this WebApplicationBuilder builder)
    {
        var secure = builder.Configuration["PublicUrl"]?.StartsWith("https:", StringComparison.OrdinalIgnoreCase) == true;
        builder.Services.AddScoped<SessionCheck>();
        builder.Services.AddScoped<PasswordSignIn>();
        builder.Services.AddScoped<FreshProof>();
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
                options.Lockout.MaxFailedAccessAttempts = 10;
                options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(5);
            })
            .AddEntityFrameworkStores<RattacheDb>();
        builder
            .Services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme)
            .AddCookie(cookie =>
            {
                cookie.Cookie.Name = secure ? "__Host-rattache" : "rattache";
                cookie.Cookie.SecurePolicy = secure ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
                cookie.Cookie.SameSite = SameSiteMode.Lax;
                cookie.ExpireTimeSpan = TimeSpan.FromHours(1);
                cookie.SlidingExpiration = true;
                cookie.LoginPath = "/connexion";
                cookie.AccessDeniedPath = "/erreur/403";
                cookie.ReturnUrlParameter = "retour";
                cookie.EventsType = typeof(SessionCheck);
            });
        builder.Services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
    }
}
