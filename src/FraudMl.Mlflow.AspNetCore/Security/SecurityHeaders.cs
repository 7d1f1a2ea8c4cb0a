using Microsoft.AspNetCore.Http;

namespace FraudMl.Mlflow;

internal static class SecurityHeaders
{
    public static void Add(HttpResponse response)
    {
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.XFrameOptions = "SAMEORIGIN";
    }
}
