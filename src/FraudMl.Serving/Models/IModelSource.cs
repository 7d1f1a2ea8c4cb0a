namespace FraudMl.Serving;

/// <summary>Loads the model to serve.</summary>
internal delegate Task<ServedModel> ModelLoader(IServiceProvider services, CancellationToken cancellationToken);
