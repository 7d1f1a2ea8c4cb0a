namespace FraudMl.Serving;

/// <summary>A model that is already in memory.</summary>
internal sealed class MemoryModelSource(FraudModel model) : IModelSource
{
    public Task<ServedModel> LoadAsync(CancellationToken cancellationToken) => Task.FromResult(new ServedModel(model, model.Pipeline));

    public override string ToString() => $"the model {model.Pipeline} in memory";
}
