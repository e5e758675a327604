namespace Rattache.Web.Commands.CodeSheets;

/// <summary>What a parent is handed, and what it takes to hand it to the right one.</summary>
/// <param name="ClassName">Of their first child; empty where none is known.</param>
internal sealed record SheetLine(string ClassName, string LastName, string FirstName, string Login, string Code);
