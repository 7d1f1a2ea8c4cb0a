using System.Net;
using Microsoft.AspNetCore.Http;

namespace FraudMl.Mlflow;

/// <summary>Lets in who may ask: the host must be one of ours, a foreign page may not change anything, and the
/// log-in must be right.</summary>
internal sealed class ServerGuard(MlflowServerOptions options)
{
    private readonly NamePattern[] _hosts = [.. options.AllowedHosts.Select(host => new NamePattern(host))];
    private readonly NamePattern[] _origins = [.. options.AllowedOrigins.Select(origin => new NamePattern(origin))];
    private readonly ServerLogin _login = new(options);

    /// <summary>Returns whether the request goes on; when not, it is answered.</summary>
    public async Task<bool> AdmitsAsync(HttpContext context)
    {
        HttpRequest request = context.Request;
        if (!AdmitsHost(request.Host))
            return await RefuseAsync(context, "Invalid Host header - possible DNS rebinding attack detected").ConfigureAwait(false);
        string origin = request.Headers.Origin.ToString();
        bool isKnown = origin.Length > 0 && AdmitsOrigin(origin);
        bool changes = !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method) && !HttpMethods.IsOptions(request.Method);
        if (changes && origin.Length > 0 && !isKnown)
            return await RefuseAsync(context, "Cross-origin request blocked").ConfigureAwait(false);
        SecurityHeaders.Add(context.Response);
        if (isKnown)
        {
            context.Response.Headers.AccessControlAllowOrigin = origin;
            context.Response.Headers.Vary = "Origin";
        }

        if (_login.Admits(request.Headers.Authorization))
            return true;
        context.Response.Headers.WWWAuthenticate = _login.Challenge;
        await Answer.ErrorAsync(context, new MlflowException(
            MlflowErrorCodes.Unauthenticated, "This server asks for a log-in. Set MLFLOW_TRACKING_TOKEN, or MLFLOW_TRACKING_USERNAME and "
                + "MLFLOW_TRACKING_PASSWORD.")).ConfigureAwait(false);
        return false;
    }

    private bool AdmitsHost(HostString host)
    {
        if (_hosts.Length > 0)
            return _hosts.Any(pattern => pattern.Fits(host.Value ?? "") || pattern.Fits(host.Host));
        return IsLocal(host.Host) || IPAddress.TryParse(host.Host.Trim('[', ']'), out IPAddress? address)
            && PrivateNetworks.Contain(address);
    }

    private bool AdmitsOrigin(string origin) =>
        _origins.Any(pattern => pattern.Fits(origin)) || Uri.TryCreate(origin, UriKind.Absolute, out Uri? page) && IsLocal(page.Host);

    private static bool IsLocal(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || IPAddress.TryParse(host.Trim('[', ']'), out IPAddress? address) && IPAddress.IsLoopback(address);

    private static async Task<bool> RefuseAsync(HttpContext context, string why)
    {
        await Answer.TextAsync(context, StatusCodes.Status403Forbidden, "text/plain", why).ConfigureAwait(false);
        return false;
    }
}
