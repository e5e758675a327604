using Rattache.Web.Features.MyAccount.Devices;
using Rattache.Web.Features.MyAccount.Email;
using Rattache.Web.Features.MyAccount.Held;
using Rattache.Web.Features.MyAccount.OwnLogin;
using Rattache.Web.Features.MyAccount.Passkeys;
using Rattache.Web.Features.MyAccount.Password;
using Rattache.Web.Features.MyAccount.Phones;
using Rattache.Web.Features.MyAccount.Proofs;
using Rattache.Web.Features.MyAccount.SecondFactor;

namespace Rattache.Web.Features.MyAccount;

/// <summary>What a person changes of their own.</summary>
public static class PersonSetup
{
    public static void AddPerson(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ContactProof>();
        builder.Services.AddScoped<ProveContact>();
        builder.Services.AddScoped<ChangeEmail>();
        builder.Services.AddScoped<ChangeHomePhone>();
        builder.Services.AddScoped<ChangeMobile>();
        builder.Services.AddScoped<ChangePassword>();
        builder.Services.AddScoped<ChooseAlias>();
        builder.Services.AddScoped<CloseDevices>();
        builder.Services.AddScoped<ChangeSecondFactor>();
        builder.Services.AddScoped<ChangePasskeys>();
        builder.Services.AddScoped<Padlocks>();
        builder.Services.AddSingleton<HeldWords>();
        builder.Services.AddScoped<HeldData>();
    }
}
