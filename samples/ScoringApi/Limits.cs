using System.Threading.RateLimiting;

namespace ScoringApi;

/// <summary>How much one caller may ask: so many requests at once and so many a second, from the section <c>Limits</c>.</summary>
internal static class Limits
{
    public const string PerCaller = "per-caller";

    public static void AddLimits(this IServiceCollection services, IConfiguration configuration)
    {
        int burst = configuration.GetValue("Limits:Burst", 2_000), perSecond = configuration.GetValue("Limits:PerSecond", 1_000);
        services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.OnRejected = (context, _) =>
            {
                if (context.Lease.TryGetMetadata(MetadataName.RetryAfter, out TimeSpan after))
                    context.HttpContext.Response.Headers.RetryAfter = $"{Math.Ceiling(after.TotalSeconds):0}";
                return ValueTask.CompletedTask;
            };
            limiter.AddPolicy(PerCaller, context => RateLimitPartition.GetTokenBucketLimiter(
                context.User.FindFirst("sub")?.Value ?? "", _ => new TokenBucketRateLimiterOptions
                {
                    TokenLimit = burst, TokensPerPeriod = perSecond, ReplenishmentPeriod = TimeSpan.FromSeconds(1),
                }));
        });
    }
}
