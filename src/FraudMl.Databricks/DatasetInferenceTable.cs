namespace FraudMl;

/// <summary>Reads what serving endpoints have recorded.</summary>
public static class DatasetInferenceTable
{
    extension(Dataset data)
    {
        /// <summary>Reads the transactions that an endpoint scored from its inference table: <c>Drift</c> of the result compares them with
        /// what the model learned from.</summary>
        /// <remarks>
        /// Requests in any of MLflow's forms of JSON are read by the model's inputs. Those that failed, were not recorded whole or are
        /// not for the model are counted apart. One request is a row of the table, however many transactions it has: draw a share of
        /// them by <see cref="DatabricksReadOptions.SampleShare"/>. The bodies of all requests that are read are in memory at once.
        /// </remarks>
        /// <param name="table">The table, such as <c>main.fraud.card_fraud_payload</c>: it is the endpoint's
        /// <see cref="DatabricksEndpoint.InferenceTable"/>.</param>
        /// <param name="model">The model whose inputs are read.</param>
        /// <param name="where">Which requests to read, such as <c>$"request_time >= {since}"</c>; null for all.</param>
        /// <param name="options">The workspace, samples and limits.</param>
        /// <param name="cancellationToken">Stops the reading and the statement.</param>
        /// <exception cref="DatabricksException">Thrown when the workspace can't be asked, or the statement fails.</exception>
        /// <exception cref="FraudMlException">Thrown when no request has a row for the model, with what became of all.</exception>
        public static Task<DatabricksServedRows> FromInferenceTableAsync(
            string table, FraudModel model, DatabricksSql? where = null, DatabricksReadOptions? options = null,
            CancellationToken cancellationToken = default) =>
            InferenceTableReader.ReadAsync(table, model, where, options ?? new DatabricksReadOptions(), cancellationToken);
    }
}
