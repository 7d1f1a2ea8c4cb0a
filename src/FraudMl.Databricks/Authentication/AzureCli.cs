using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using static FraudMl.DatabricksSettings;

namespace FraudMl;

/// <summary>Asks Azure's command line for a token of who is logged in there.</summary>
internal static class AzureCli
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(40);

    /// <summary>Returns why it can't be asked; null where it can.</summary>
    public static string? Lacks(DatabricksSettings settings) =>
        Find(settings) is null ? "az, Azure's command line, is not in the PATH" : null;

    /// <exception cref="DatabricksException">Thrown when nobody is logged in.</exception>
    public static async Task<EntraToken> TokenAsync(DatabricksSettings settings, string resource)
    {
        List<string> arguments = ["account", "get-access-token", "--resource", resource, "--output", "json"];
        if (settings[Keys.AzureTenant] is { } tenant) arguments.AddRange(["--tenant", tenant]);
        string output = await RunAsync(Find(settings)!, arguments).ConfigureAwait(false);
        try
        {
            CliToken token = JsonSerializer.Deserialize(output, EntraJson.Default.CliToken) ?? new CliToken();
            // Before 2.54 there is only the local time.
            long expires = token.ExpiresOnUnix > 0 ? token.ExpiresOnUnix
                : DateTime.TryParse(token.ExpiresOn, CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal, out DateTime local)
                ? new DateTimeOffset(local).ToUnixTimeSeconds() : 0;
            return new EntraToken { AccessToken = token.AccessToken, ExpiresOn = expires };
        }
        catch (JsonException)
        {
            throw new DatabricksException("az answered with something that is not JSON. Check that 'az account get-access-token' works.");
        }
    }

    private static async Task<string> RunAsync(string program, List<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            using Process asking = Process.Start(start)!;
            try
            {
                Task<string> output = asking.StandardOutput.ReadToEndAsync(limit.Token);
                string errors = await asking.StandardError.ReadToEndAsync(limit.Token).ConfigureAwait(false);
                string text = await output.ConfigureAwait(false);
                await asking.WaitForExitAsync(limit.Token).ConfigureAwait(false);
                if (asking.ExitCode == 0) return text;
                string said = errors.Trim().Split('\n')[0].Trim().TrimEnd('.');
                throw new DatabricksException($"az ended with {asking.ExitCode}: {said}. Log in with 'az login'.");
            }
            finally
            {
                if (!asking.HasExited) asking.Kill(entireProcessTree: true);
            }
        }
        catch (OperationCanceledException error)
        {
            throw new DatabricksException($"az did not answer within {Limit}. Check that 'az account get-access-token' works.", error);
        }
        catch (Win32Exception error)
        {
            throw new DatabricksException(
                $"az can't be run: {error.Message.TrimEnd('.')}. Check that 'az account get-access-token' works.", error);
        }
    }

    private static string? Find(DatabricksSettings settings)
    {
        string name = OperatingSystem.IsWindows() ? "az.cmd" : "az";
        return (settings.Variable("PATH") ?? "").Split(Path.PathSeparator).Where(Path.IsPathFullyQualified)
            .Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
    }
}

/// <summary>What az answers.</summary>
internal sealed class CliToken
{
    [JsonPropertyName("accessToken")]
    public string? AccessToken { get; init; }

    [JsonPropertyName("expires_on")]
    public long ExpiresOnUnix { get; init; }

    [JsonPropertyName("expiresOn")]
    public string? ExpiresOn { get; init; }
}
