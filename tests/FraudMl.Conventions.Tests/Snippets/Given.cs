using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

/// <summary>What documentation snippets may use without declaring it; a variable of the snippet hides it.</summary>
internal static class Given
{
    public static CancellationToken cancellationToken => CancellationToken.None;

    public static WebApplicationBuilder builder => WebApplication.CreateBuilder();

    public static WebApplication app => builder.Build();

    public static IServiceCollection services => builder.Services;
}
