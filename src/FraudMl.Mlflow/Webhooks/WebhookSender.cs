using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace FraudMl.Mlflow;

/// <summary>A webhook with its key as it is kept.</summary>
internal sealed record WebhookTarget(MlflowWebhook Webhook, string? KeptSecret)
{
    public override string ToString() => RecordText.Of(this);
}

/// <summary>Posts signed deliveries; never to a private address unless that is allowed, whatever the name resolves to.</summary>
internal sealed class WebhookSender : IDisposable
{
    private const int Retries = 3;
    private const int ExcerptLength = 1_000;
    private const int LongestAnswer = 1 << 20;
    private const string Unreachable =
        "The address gave no answer, or is one that webhooks may not call. It must be an https address of the open internet.";

    private readonly HttpClient _client;
    private readonly bool _isAnywhereAllowed;
    private readonly TimeProvider _time;

    public WebhookSender(MlflowWebhookDelivery delivery, TimeProvider time)
    {
        _isAnywhereAllowed = delivery == MlflowWebhookDelivery.Anywhere;
        _time = time;
        _client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = _isAnywhereAllowed,
            ConnectCallback = ConnectAsync })
        {
            Timeout = TimeSpan.FromSeconds(30),
            MaxResponseContentBufferSize = LongestAnswer,
        };
    }

    /// <summary>Refuses an address that would never be called.</summary>
    public void CheckUrl(string? url)
    {
        MlflowNames.Require(url, "url");
        MlflowNames.CheckLength(url, "url", ArtifactPath.Longest);
        bool isWeb = Uri.TryCreate(url, UriKind.Absolute, out Uri? address)
            && (address.Scheme == Uri.UriSchemeHttps || _isAnywhereAllowed && address.Scheme == Uri.UriSchemeHttp);
        if (!isWeb)
        {
            throw MlflowException.Invalid(
                $"Invalid webhook URL: '{MlflowTrackingUri.WithoutCredentials(url!)}'. "
                + $"It must be an absolute {(_isAnywhereAllowed ? "http or https" : "https")} address.");
        }

        if (!_isAnywhereAllowed && IsInside(address!.DnsSafeHost))
            throw MlflowException.Invalid("Invalid webhook URL: it names this machine or a private network, which webhooks may not call.");
    }

    /// <summary>Sends until the receiver takes it, four times at most.</summary>
    public async Task SendAsync(WebhookTarget target, MlflowWebhookEvent happened, JsonObject data, CancellationToken cancellationToken)
    {
        string delivery = Guid.NewGuid().ToString();
        for (int attempt = 0; ; attempt++)
        {
            TimeSpan wait = TimeSpan.FromSeconds(1 << attempt);
            try
            {
                using HttpResponseMessage response = await PostAsync(
                    target, happened, data, delivery, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
                if (attempt == Retries || (int)response.StatusCode is not (429 or 500 or 502 or 503 or 504))
                    return;
                if (response.Headers.RetryAfter?.Delta is { } asked && asked < TimeSpan.FromMinutes(1))
                    wait = asked;
            }
            catch (Exception error) when (attempt < Retries && error is HttpRequestException or TaskCanceledException
                && !cancellationToken.IsCancellationRequested)
            {
                // Sent again below.
            }

            await Task.Delay(wait, _time, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Sends an example once and says how it went.</summary>
    public async Task<MlflowWebhookTestResult> TryAsync(WebhookTarget target, MlflowWebhookEvent tried, CancellationToken cancellationToken)
    {
        try
        {
            JsonObject example = WebhookRules.Example(tried.Entity);
            string delivery = Guid.NewGuid().ToString();
            using HttpResponseMessage response = await PostAsync(
                target, tried, example, delivery, HttpCompletionOption.ResponseContentRead, cancellationToken).ConfigureAwait(false);
            string body = await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
            return new MlflowWebhookTestResult
            {
                Success = response.IsSuccessStatusCode,
                ResponseStatus = (int)response.StatusCode,
                ResponseBody = body.Length > ExcerptLength ? body[..ExcerptLength] : body,
            };
        }
        catch (Exception error) when (error is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            // Neither what a name leads to nor what listens there is told: whoever may register a webhook could look around in the network.
            return new MlflowWebhookTestResult { ErrorMessage = _isAnywhereAllowed ? error.Message : Unreachable };
        }
    }

    public void Dispose() => _client.Dispose();

    private async Task<HttpResponseMessage> PostAsync(
        WebhookTarget target,
        MlflowWebhookEvent happened,
        JsonObject data,
        string delivery,
        HttpCompletionOption completion,
        CancellationToken cancellationToken)
    {
        DateTimeOffset now = _time.GetUtcNow();
        string seconds = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        string body = new JsonObject
        {
            ["entity"] = WebhookRules.Text(happened.Entity),
            ["action"] = WebhookRules.Text(happened.Action),
            ["timestamp"] = now.ToString("O", CultureInfo.InvariantCulture),
            ["data"] = data.DeepClone(),
        }.ToJsonString();
        using var request = new HttpRequestMessage(HttpMethod.Post, target.Webhook.Url) { Content = new StringContent(body, Encoding.UTF8,
            "application/json") };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add("X-MLflow-Delivery-Id", delivery);
        request.Headers.Add("X-MLflow-Timestamp", seconds);
        if (target.KeptSecret is not null)
        {
            byte[] signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(WebhookSecret.Reveal(target.KeptSecret)),
                Encoding.UTF8.GetBytes($"{delivery}.{seconds}.{body}"));
            request.Headers.Add("X-MLflow-Signature", $"v1,{Convert.ToBase64String(signature)}");
        }

        return await _client.SendAsync(request, completion, cancellationToken).ConfigureAwait(false);
    }

    private static bool IsInside(string host)
    {
        string name = host.TrimEnd('.');
        return name.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || name.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
            || IPAddress.TryParse(name, out IPAddress? address) && PrivateNetworks.AreBehind(address);
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        IPAddress[] addresses = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, cancellationToken).ConfigureAwait(false);
        if (!_isAnywhereAllowed && addresses.Any(PrivateNetworks.AreBehind))
            throw new HttpRequestException("A webhook may not call this machine or a private network.");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
