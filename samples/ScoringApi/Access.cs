namespace ScoringApi;

/// <summary>Who may do what: JSON web tokens, with scopes, of the issuer that <c>Authentication:Schemes:Bearer</c> names.</summary>
internal static class Access
{
    public const string Score = "fraud.score";
    public const string Operate = "fraud.operate";

    public static void AddAccess(this IServiceCollection services)
    {
        services.AddAuthentication().AddJwtBearer(options => options.MapInboundClaims = false);
        services.AddAuthorizationBuilder()
            .AddPolicy(Score, policy => policy.RequireAssertion(context => Has(context.User, Score)))
            .AddPolicy(Operate, policy => policy.RequireAssertion(context => Has(context.User, Operate)));
    }

    // Issuers write scopes as one claim with spaces, or as several.
    private static bool Has(System.Security.Claims.ClaimsPrincipal caller, string scope) =>
        caller.FindAll("scope").SelectMany(claim => claim.Value.Split(' ')).Contains(scope);
}
