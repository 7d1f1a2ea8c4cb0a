using System.Globalization;
using FraudMl.Mlflow;
using FraudMl.Tool.Stores;

namespace FraudMl.Tool.Checks;

/// <summary>The tracking store, and the clock beside that of its server.</summary>
internal static class StoreChecks
{
    private const string Store = "tracking store", Clock = "clock";

    private static readonly TimeSpan LargestSkew = TimeSpan.FromMinutes(1), LongestAnswer = TimeSpan.FromSeconds(10);

    public static async Task<Check> StoreAsync(string? uri, CancellationToken cancellationToken)
    {
        try
        {
            using MlflowClient client = MlflowClient.Connect(TrackingStore.Options(uri) with { RetryCount = 0, Timeout = LongestAnswer });
            await client.Experiments.SearchAsync(new MlflowSearchExperiments { MaxResults = 1 }, cancellationToken);
            return Check.Ok(Store, $"{client.TrackingUri} answers");
        }
        catch (MlflowException none) when (none.ErrorCode == MlflowErrorCodes.ResourceDoesNotExist)
        {
            return Check.Absent(Store, none.Message, "fraudml train makes it; MLFLOW_TRACKING_URI names another one");
        }
        catch (MlflowException away)
        {
            return Check.Wrong(Store, away.Message, "export MLFLOW_TRACKING_URI=sqlite:///mlflow.db, or start the server: fraudml ui");
        }
    }

    /// <summary>Compares this machine's clock with the server's, where there is one: runs, tokens and signatures carry times.</summary>
    public static async Task<Check> ClockAsync(string? uri, TimeProvider time, CancellationToken cancellationToken)
    {
        string? address = uri ?? Environment.GetEnvironmentVariable("MLFLOW_TRACKING_URI");
        if (!Uri.TryCreate(address, UriKind.Absolute, out Uri? server) || server.Scheme is not ("http" or "https"))
            return Clocks(time.GetUtcNow(), new DateTimeOffset(File.GetLastWriteTimeUtc(typeof(StoreChecks).Assembly.Location), default));
        using var client = new HttpClient { Timeout = LongestAnswer };
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Head, new Uri(server.GetLeftPart(UriPartial.Path)));
            using HttpResponseMessage answer = await client.SendAsync(request, cancellationToken);
            return answer.Headers.Date is { } date ? BesideServer(time.GetUtcNow(), date) : Check.Ok(Clock, "the server tells no time");
        }
        catch (Exception away) when (away is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return Check.Absent(Clock, "the server that would tell the time does not answer", "mend the tracking store first");
        }
    }

    public static Check BesideServer(DateTimeOffset here, DateTimeOffset there)
    {
        TimeSpan skew = here - there;
        string found = string.Create(CultureInfo.InvariantCulture,
            $"{Math.Abs(skew.TotalSeconds):0} s {(skew < TimeSpan.Zero ? "behind" : "ahead of")} the server");
        return skew.Duration() <= LargestSkew ? Check.Ok(Clock, found) : Check.Wrong(Clock, found, Remedy);
    }

    // Without a server there is only one thing that a clock can't be: before this tool was made.
    private static Check Clocks(DateTimeOffset now, DateTimeOffset made)
    {
        string found = string.Create(CultureInfo.InvariantCulture, $"{now:yyyy-MM-dd HH:mm} UTC");
        return now > made ? Check.Ok(Clock, found) : Check.Wrong(Clock, $"{found} is before this tool was installed", Remedy);
    }

    private static string Remedy => OperatingSystem.IsWindows() ? "w32tm /resync" : OperatingSystem.IsMacOS()
        ? "sudo sntp -sS time.apple.com" : "timedatectl set-ntp true";
}
