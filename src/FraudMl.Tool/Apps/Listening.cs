using System.CommandLine;

namespace FraudMl.Tool.Apps;

/// <summary>The options of where a server listens.</summary>
internal static class Listening
{
    public static Option<string> Host() => new("--host")
    {
        HelpName = "ADDRESS", Description = "The address to listen on; 0.0.0.0 for all.", DefaultValueFactory = _ => "127.0.0.1",
    };

    public static Option<int> Port(int usual)
    {
        var port = new Option<int>("--port")
        {
            HelpName = "NUMBER", Description = "The port to listen on; 0 for a free one.", DefaultValueFactory = _ => usual,
        };
        port.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && int.TryParse(token.Value, out int value) && value is < 0 or > 65535)
                result.AddError($"--port must be in [0, 65535]. Got {token.Value} instead");
        });
        return port;
    }
}
