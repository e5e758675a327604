using Rattache.Web.Features.Shared;

var builder = WebApplication.CreateBuilder(args);
builder.AddScreens();
var app = builder.Build();
app.UseScreens();
app.MapScreens();
await app.RunAsync();
