using Rattache.Web;
using Rattache.Web.Audit;
using Rattache.Web.Commands;
using Rattache.Web.Data;
using Rattache.Web.Demo;
using Rattache.Web.Departures;
using Rattache.Web.Features.Activation;
using Rattache.Web.Features.Legal;
using Rattache.Web.Features.Merges;
using Rattache.Web.Features.MyAccount;
using Rattache.Web.Features.Shared;
using Rattache.Web.Features.SignIn;
using Rattache.Web.Features.SignIn.Reset;
using Rattache.Web.Features.SignIn.SecondFactor;
using Rattache.Web.Features.SignIn.Sessions;
using Rattache.Web.Imports;
using Rattache.Web.Imports.Watching;
using Rattache.Web.Notifications;
using Rattache.Web.Outbox;

if (Verbs.Knows(args))
{
    return await Verbs.InvokeAsync(args);
}

Trouble.EndsInWords();
var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
builder.AddHosting();
builder.AddData();
builder.AddAudit();
builder.AddSignIn();
builder.Services.AddDepartures();
builder.Services.AddHostedService<Eraser>();
builder.AddActivation();
builder.AddMerging();
builder.AddOutbox();
builder.Services.AddImports();
builder.AddWatching();
builder.AddPerson();
builder.AddNotifications();
builder.AddReset();
builder.AddLegal();
builder.AddScreens();

var app = builder.Build();
app.CheckSettings();
await app.PrepareDataAsync();
await app.PrepareDemoAsync();
app.UseFrontDoor();
app.UseScreens();
app.UseAuthentication();
app.UseOwnClocks();
app.UseSecondFactor();
app.UseAuthorization();
app.MapScreens();
app.MapEntrance();
app.MapSignOut();
app.MapStayOpen();
app.MapHealth();
await app.RunAsync();
return 0;
