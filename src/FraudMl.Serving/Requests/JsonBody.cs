using System.Text.Json;

namespace FraudMl.Serving;

/// <summary>Finds the rows in a JSON body, and says in its own words where the body is not JSON.</summary>
internal static class JsonBody
{
    public delegate JsonLayout Scanner(ReadOnlySpan<byte> json);

    /// <summary>Scans a body; bare NaN and Infinity, which Python writes, are replaced first where there are any.</summary>
    public static JsonLayout Scan(Workspace workspace, Scanner scan)
    {
        try
        {
            return scan(workspace.Body.Span);
        }
        catch (JsonException) when (JsonLiterals.TryReplace(workspace.Body.Span, out byte[] replaced))
        {
            workspace.ReplaceBody(replaced);
        }
        catch (JsonException broken)
        {
            throw NotJson(broken);
        }

        try
        {
            return scan(workspace.Body.Span);
        }
        catch (JsonException broken)
        {
            throw NotJson(broken);
        }
    }

    private static ScoringInputException NotJson(JsonException broken) => ScoringInputException.BadRequest(
        $"Invalid input. Ensure that input is a valid JSON formatted string. It is not at line {broken.LineNumber + 1}, byte {broken.BytePositionInLine + 1}.");
}
