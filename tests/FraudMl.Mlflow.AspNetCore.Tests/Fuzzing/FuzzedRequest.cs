using System.Text;

namespace FraudMl.Mlflow.AspNetCore.Tests;

/// <summary>A request as it is sent; its path and query are left as they are.</summary>
internal sealed record FuzzedRequest(string Method, string Target, byte[]? Body)
{
    private const int Shown = 500;

    public HttpRequestMessage ToMessage(Uri server)
    {
        var address = new Uri($"http://{server.Authority}{Target}",
            new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        var message = new HttpRequestMessage(new HttpMethod(Method), address);
        if (Body is not null)
        {
            message.Content = new ByteArrayContent(Body);
            message.Content.Headers.ContentType = new("application/json");
        }

        return message;
    }

    public override string ToString()
    {
        string body = Body is null ? "" : Encoding.UTF8.GetString(Body);
        return $"{Method} {Target} {(body.Length > Shown ? body[..Shown] : body)}";
    }
}
