namespace FraudMl.Mlflow;

internal sealed partial class SqliteRegistry
{
    private static readonly string[] _stages = ["None", "Staging", "Production", "Archived"];
    private static readonly string[] _activeStages = ["Staging", "Production"];

    public Task<MlflowModelVersionPage> GetLatestVersionsAsync(MlflowGetLatestVersions request,
        CancellationToken cancellationToken = default) =>
        store.ReadAsync(session =>
        {
            MlflowRegisteredModel model = Complete(session, FindModel(session, request.Name));
            string[] wanted = [.. request.Stages.Select(Stage)];
            return new MlflowModelVersionPage
            {
                ModelVersions = [.. model.LatestVersions.Where(version => wanted.Length == 0 || wanted.Contains(version.CurrentStage))],
            };
        }, cancellationToken);

    public Task<MlflowModelVersionAnswer> TransitionStageAsync(MlflowTransitionStage request, CancellationToken cancellationToken = default)
    {
        MlflowNames.Require(request.Stage, "stage");
        string stage = Stage(request.Stage);
        if (request.ArchiveExistingVersions && !_activeStages.Contains(stage))
        {
            throw MlflowException.Invalid(
                $"Model version transition cannot archive existing model versions because '{stage}' is not an Active stage. Valid stages "
                + $"are ['Staging', 'Production']");
        }

        return WithVersion(request.Name, request.Version, (session, version) =>
        {
            if (request.ArchiveExistingVersions)
            {
                session.Execute(
                    """
                    UPDATE model_versions SET current_stage = 'Archived', last_updated_time = @now
                    WHERE name = @name AND version != @version AND current_stage = @stage AND workspace = 'default'
                    """,
                    ("@now", store.Now), ("@name", request.Name), ("@version", version), ("@stage", stage));
            }

            session.Execute(
                "UPDATE model_versions SET current_stage = @stage, last_updated_time = @now WHERE name = @name AND version = @version AND "
                + "workspace = 'default'",
                ("@stage", stage), ("@now", store.Now), ("@name", request.Name), ("@version", version));
            session.Execute("UPDATE registered_models SET last_updated_time = @now WHERE name = @name AND workspace = 'default'",
                ("@now", store.Now), ("@name", request.Name));
            return AnswerVersion(session, request.Name, version);
        }, cancellationToken);
    }

    /// <summary>Returns the stage in its own case.</summary>
    private static string Stage(string text) => _stages.FirstOrDefault(stage => stage.Equals(text, StringComparison.OrdinalIgnoreCase))
        ?? throw MlflowException.Invalid($"Invalid Model Version stage: {text}. Value must be one of {string.Join(", ", _stages)}.");
}
