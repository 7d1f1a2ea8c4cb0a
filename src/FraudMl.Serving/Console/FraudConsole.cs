using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace FraudMl.Serving;

/// <summary>Maps the page on which people watch a served model and try transactions.</summary>
public static class FraudConsole
{
    private const int MostBodyBytes = 1 << 20;

    /// <summary>Maps the console: a page with model, version, live traffic, drift and the shadow report, on which one scores a transaction
    /// and sees its reasons.</summary>
    /// <remarks>The page is for the people who run the server: protect it with <c>RequireAuthorization()</c>. It loads nothing from
    /// elsewhere. What is scored on it reaches no metric, observer or store.</remarks>
    /// <param name="routes">The application or a route group.</param>
    /// <param name="path">Where the page is. Default <c>/</c>.</param>
    /// <returns>The group, to add policies.</returns>
    /// <exception cref="FraudMlException">Thrown when no model was registered.</exception>
    public static RouteGroupBuilder MapFraudConsole(this IEndpointRouteBuilder routes, string path = "/")
    {
        IServiceProvider services = routes.ServiceProvider;
        ScoringServices models = services.GetService<ScoringServices>()
            ?? throw new FraudMlException(
                "MapFraudConsole needs a model. Call builder.Services.AddFraudScoring(\"models:/…\") before the application is built.");
        var overview = new ConsoleOverview(models, services);
        RouteGroupBuilder group = routes.MapGroup(path.TrimEnd('/')).ExcludeFromDescription();
        group.MapGet("/", SendPageAsync);
        group.MapGet("/console.css", context => SendAsync(context, "text/css", ConsoleFiles.Style));
        group.MapGet("/console.js", context => SendAsync(context, "text/javascript", ConsoleFiles.Script));
        group.MapGet("/console/state", context => context.Response.WriteAsJsonAsync(
            overview.State(), ConsoleJson.Default.ConsoleState, cancellationToken: context.RequestAborted));
        group.MapPost("/console/explain", context => ExplainAsync(context, models));
        return group;
    }

    private static Task SendPageAsync(HttpContext context)
    {
        // Relative addresses on the page begin here, with or without a slash at the end of its own.
        string home = $"{context.Request.PathBase}{context.Request.Path}".TrimEnd('/') + "/";
        context.Response.Headers.ContentSecurityPolicy =
            "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; base-uri 'self'; form-action 'self'; "
            + "frame-ancestors 'none'";
        return SendAsync(context, "text/html", ConsoleFiles.Page.Replace("{base}", System.Net.WebUtility.HtmlEncode(home),
            StringComparison.Ordinal));
    }

    private static Task SendAsync(HttpContext context, string contentType, string text)
    {
        context.Response.ContentType = $"{contentType}; charset=utf-8";
        context.Response.Headers.CacheControl = "no-cache";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        return context.Response.WriteAsync(text, Encoding.UTF8, context.RequestAborted);
    }

    private static async Task ExplainAsync(HttpContext context, ScoringServices models)
    {
        string key = context.Request.Query["model"].ToString();
        if (models.All.FirstOrDefault(model => model.Name == key) is not { } service)
        {
            await RefuseAsync(context, StatusCodes.Status404NotFound, "There is no such model here.").ConfigureAwait(false);
            return;
        }

        if (!service.Models.TryLease(out ModelLease lease))
        {
            await RefuseAsync(context, StatusCodes.Status503ServiceUnavailable, "The model is still being loaded.").ConfigureAwait(false);
            return;
        }

        using (lease)
        {
            try
            {
                if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
                    limit.MaxRequestBodySize = MostBodyBytes;
                Dictionary<string, JsonElement>? row = await JsonSerializer.DeserializeAsync(
                    context.Request.Body, ConsoleJson.Default.DictionaryStringJsonElement, context.RequestAborted).ConfigureAwait(false);
                ConsoleExplanation explanation = ConsoleExplainer.Explain(lease.Model.Model, row ?? []);
                await context.Response.WriteAsJsonAsync(explanation, ConsoleJson.Default.ConsoleExplanation,
                    cancellationToken: context.RequestAborted).ConfigureAwait(false);
            }
            catch (Exception broken) when (broken is JsonException or (IOException and not BadHttpRequestException))
            {
                await RefuseAsync(context, StatusCodes.Status400BadRequest, "The transaction must be a flat JSON object.")
                    .ConfigureAwait(false);
            }
            catch (BadHttpRequestException broken)
            {
                await RefuseAsync(context, broken.StatusCode, string.Create(CultureInfo.InvariantCulture,
                    $"The transaction could not be read; it may have {MostBodyBytes} bytes.")).ConfigureAwait(false);
            }
            catch (FraudMlException wrong)
            {
                await RefuseAsync(context, StatusCodes.Status400BadRequest, wrong.Message).ConfigureAwait(false);
            }
        }
    }

    private static Task RefuseAsync(HttpContext context, int statusCode, string message) =>
        TypedResults.Problem(message, statusCode: statusCode).ExecuteAsync(context);
}
