using FraudMl;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

/// <summary>What documentation snippets may use without declaring it; a variable of the snippet hides it. Snippets are
/// compiled, never run.</summary>
internal static class Given
{
    public static Dataset transactions => null!;

    public static Dataset train => null!;

    public static Dataset test => null!;

    public static FraudPipeline pipeline => null!;

    public static FraudModel model => null!;

    public static bool[] labels => [];

    public static bool[] flagged => [];

    public static double[] probabilities => [];

    public static double[] amounts => [];

    public static double[] reviewCosts => [];

    public static WebApplicationBuilder builder => WebApplication.CreateBuilder();

    public static WebApplication app => builder.Build();

    public static IServiceCollection services => builder.Services;

    public static CancellationToken cancellationToken => CancellationToken.None;
}
