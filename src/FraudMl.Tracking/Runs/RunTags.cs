namespace FraudMl.Tracking;

/// <summary>What MLflow's own runs of a learner say of it.</summary>
internal static class RunTags
{
    public static Dictionary<string, string> Of(FraudPipeline pipeline) => new()
    {
        ["estimator_name"] = pipeline.Trainer.Name,
        ["estimator_class"] = pipeline.Trainer.GetType().FullName!,
    };
}
