using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace FraudMl.Serving;

internal static class ModelLoading
{
    public static Task<ServedModel> FromUriAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        FraudScoringOptions options = services.GetRequiredService<IOptions<FraudScoringOptions>>().Value;
        if (!File.Exists(options.ModelUri))
            throw new FraudMlException($"There is no model file '{options.ModelUri}'. Set FraudScoring:ModelUri to a file that FraudModel.Save wrote.");
        using FileStream file = File.OpenRead(options.ModelUri);
        FraudModel model = FraudModel.Load(file);
        return Task.FromResult(new ServedModel(model, model.Pipeline, null));
    }
}
