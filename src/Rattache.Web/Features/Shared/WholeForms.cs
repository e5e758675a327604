namespace Rattache.Web.Features.Shared;

/// <summary>
/// Who asks is judged once all of the form is there. Otherwise a form that is begun, and sent on minutes later, would still act in a
/// session that a new password or a merge has ended meanwhile.
/// </summary>
internal static class WholeForms
{
    /// <summary>Before authentication.</summary>
    public static void UseWholeForms(this WebApplication app) =>
        app.Use(
            async (http, next) =>
            {
                if (http.Request.HasFormContentType)
                {
                    await ReadAsync(http);
                }

                await next(http);
            }
        );

    private static async Task ReadAsync(HttpContext http)
    {
        try
        {
            await http.Request.ReadFormAsync(http.RequestAborted);
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            // Too long, cut short, or no form at all: the outcome is kept, and the page that reads it gets the same, and answers.
        }
    }
}
