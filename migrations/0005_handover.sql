CREATE INDEX shipments_by_time ON shipments (shipped_at); -- /admin/shipments/handover
